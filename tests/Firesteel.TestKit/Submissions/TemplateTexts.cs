namespace Firesteel.TestKit.Submissions;

/// <summary>Pod templates of drivers: many fields, in the many spellings of YAML.</summary>
internal static class TemplateTexts
{
    public static string Draw(SubmissionDraft draft)
    {
        var lines = new List<string>();
        void Add(int percent, params ReadOnlySpan<string> choices)
        {
            if (draft.Chance(percent))
                lines.Add(draft.One(choices));
        }

        Add(70, "apiVersion: v1\nkind: Pod", "kind: Pod", "---\napiVersion: v1\nkind: Pod", "# a comment\napiVersion: \"v1\"\nkind: 'Pod'");
        Add(70, "metadata:\n  labels: {a: b, spark-role: x, n: 1, t: true}\n  annotations:\n    multi: |\n      one\n      two\n    folded: >-\n      three\n      four",
            "metadata:\n  name: given\n  namespace: other\n  finalizers: [example.com/x]\n  labels:\n    yes: no\n    'q': \"d\\tq\"", "metadata: {}", "metadata:\n  annotations:\n    n: 1.50\n    d: 2026-01-01\n    e: 1e3\n    h: 0x1F\n    o: 0o17\n    tilde: ~", "metadata:\n  annotations:\n    a: True\n    b: yes\n    c: NULL\n    d: 012\n    e: +5\n    f: 1_000\n    g: .inf\n    h: 1.0E10\n    i: 0b11\n    j: 12345678901\n    k: -0\n    l: 12:30\n    m: 1.\n    n: off\n    o: 1e-7\n    p: 0.1e1\n    q: !!str 5\n    r: 99999999999999999999", "metadata:\n  generateName: g-\n  ownerReferences:\n  - {apiVersion: v1, kind: ConfigMap, name: o, uid: u}");
        lines.Add("spec:");
        Add(30, "  restartPolicy: Always", "  restartPolicy: OnFailure");
        Add(30, "  serviceAccountName: tpl", "  serviceAccount: tpl");
        Add(30, "  schedulerName: tpl-sched");
        Add(30, "  priorityClassName: high\n  priority: 100", "  priority: '100'");
        Add(30, "  terminationGracePeriodSeconds: 030", "  terminationGracePeriodSeconds: \"45\"", "  terminationGracePeriodSeconds: 60.0", "  terminationGracePeriodSeconds: 1e2");
        Add(30, "  hostNetwork: true\n  dnsPolicy: ClusterFirstWithHostNet", "  hostNetwork: 'true'", "  shareProcessNamespace: yes", "  hostNetwork: True");
        Add(30, "  nodeSelector:\n    zone: a\n    disk: ssd", "  nodeSelector: {zone: 1}");
        Add(40, "  tolerations:\n  - key: k\n    operator: Exists\n    effect: NoSchedule\n    tolerationSeconds: 30", "  tolerations: [{key: a, value: b}]", "  tolerations: []");
        Add(30, "  affinity:\n    nodeAffinity:\n      requiredDuringSchedulingIgnoredDuringExecution:\n        nodeSelectorTerms:\n        - matchExpressions:\n          - {key: x, operator: In, values: [a, 'b', 3]}");
        Add(30, "  securityContext:\n    runAsUser: 185\n    fsGroup: 0185\n    runAsNonRoot: true\n    sysctls: []", "  securityContext: {runAsUser: \"185\", supplementalGroups: [1, 2]}", "  securityContext: {}");
        Add(30, "  imagePullSecrets:\n  - name: tpl-secret");
        Add(30, "  hostAliases:\n  - ip: 10.0.0.1\n    hostnames: [a, b.example]");
        Add(30, "  volumes:\n  - name: cm\n    configMap: {name: c, defaultMode: 0644, optional: true}\n  - name: ed\n    emptyDir: {}", "  volumes:\n  - name: spark-local-dir-1\n    emptyDir: {sizeLimit: 1Gi}\n  - name: s\n    secret:\n      secretName: s\n      items:\n      - {key: k, path: p, mode: 0400}",
            "  volumes:\n  - name: pj\n    projected:\n      sources:\n      - serviceAccountToken: {path: t, expirationSeconds: 3600}\n      - downwardAPI:\n          items:\n          - path: l\n            fieldRef: {fieldPath: metadata.labels}");
        Add(20, "  topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: zone\n    whenUnsatisfiable: DoNotSchedule\n    labelSelector:\n      matchLabels: {a: b}");
        Add(20, "  unknownField: 7\n  otherUnknown: {a: [1, 'two', 3.0, null]}");
        Add(20, "  overhead: {cpu: 100m, memory: 1Gi}", "  enableServiceLinks: false", "  activeDeadlineSeconds: 3600", "  runtimeClassName: gvisor", "  preemptionPolicy: Never", "  readinessGates: [{conditionType: x}]", "  os: {name: linux}");
        Add(25, "  initContainers:\n  - name: init\n    image: i\n    command: [sh, -c, 'echo hi']\n    resources: {limits: {cpu: 1, memory: 1Gi}}");
        Add(85, Containers(draft), "  containers: []", "  containers:\n  - name: main");
        var text = string.Join('\n', lines) + "\n";
        return draft.Chance(4) ? draft.One("", "---\n" + text + "---\n" + text, "spec: [", "- a\n", text.Replace("spec:", "spek:"), "just text") : text;
    }

    private static string Containers(SubmissionDraft draft)
    {
        var text = "  containers:\n  - name: " + draft.One("main", "spark-kubernetes-driver", "side");
        void Add(int percent, params ReadOnlySpan<string> choices)
        {
            if (draft.Chance(percent))
                text += "\n" + draft.One(choices);
        }

        Add(30, "    image: tpl:1\n    imagePullPolicy: Always");
        Add(40, "    env:\n    - {name: T, value: 5}\n    - name: U\n      valueFrom:\n        fieldRef: {fieldPath: metadata.name}", "    env:\n    - name: V\n      value: true\n    - name: W", "    env:\n    - name: R\n      valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1}}", "    env: [{name: N, value: ~}, {name: F, value: 1.0}]");
        Add(30, "    envFrom:\n    - secretRef: {name: s, optional: false}\n    - prefix: P_\n      configMapRef: {name: c}");
        Add(30, "    args: [a, 1, true]", "    command: [/x]");
        Add(40, "    resources:\n      requests: {cpu: 2, memory: 10Gi, ephemeral-storage: 1Gi}\n      limits: {cpu: '3', nvidia.com/gpu: 1}", "    resources: {limits: {cpu: 500m, memory: 1Gi}}", "    resources: {}");
        Add(30, "    ports:\n    - containerPort: 8090\n      name: jmx\n      protocol: TCP", "    ports: [{containerPort: '9999'}]");
        Add(30, "    volumeMounts:\n    - {name: cm, mountPath: /cm, readOnly: true}\n    - {name: spark-local-dir-1, mountPath: /tpl-local}", "    volumeMounts: [{name: s, mountPath: /s, subPath: x}]");
        Add(30, "    securityContext:\n      allowPrivilegeEscalation: false\n      capabilities: {drop: [ALL]}\n      readOnlyRootFilesystem: 'false'", "    lifecycle: {preStop: {exec: {command: [sleep, '5']}}}", "    livenessProbe:\n      httpGet: {path: /, port: 4040, httpHeaders: [{name: a, value: b}]}\n      periodSeconds: 10", "    readinessProbe:\n      tcpSocket: {port: http}\n      initialDelaySeconds: 05");
        Add(30, "  - name: sidecar\n    image: side:1\n    ports: []", "  - name: main\n    image: second");
        return text;
    }
}
