namespace Firesteel.Embedded.Node.Images;

/// <summary>The two scripts that Spark's image has beside the distribution. Written anew from what they are known to do.</summary>
internal static class SparkScripts
{
    /// <summary>
    /// <c>driver …</c> is spark-submit in client mode, <c>executor</c> the executor's JVM, anything else is run as it is.
    /// The image runs both under an init process that passes SIGTERM on and hands on the exit code; so does this script.
    /// </summary>
    public const string Entrypoint = """
        #!/bin/bash
        set -e

        run() {
          "$@" 3>&- </dev/null &
          child=$!
          trap 'kill -TERM "$child" 2>/dev/null || true' TERM
          trap 'kill -INT "$child" 2>/dev/null || true' INT
          set +e
          while :; do
            wait "$child"
            code=$?
            # wait also comes back for a trapped signal; only a child that is gone has an exit code
            kill -0 "$child" 2>/dev/null || exit "$code"
          done
        }

        class_path() {
          if [ -n "${SPARK_CONF_DIR-}" ]; then echo -n "$SPARK_CONF_DIR"; else echo -n "$SPARK_HOME/conf"; fi
          [ -z "${HADOOP_CONF_DIR-}" ] || echo -n ":$HADOOP_CONF_DIR"
          [ -z "${SPARK_CLASSPATH-}" ] || echo -n ":$SPARK_CLASSPATH"
          echo -n ":$SPARK_HOME/jars/*"
          [ -z "${SPARK_EXTRA_CLASSPATH-}" ] || echo -n ":$SPARK_EXTRA_CLASSPATH"
          echo -n ":$PWD"
          [ -z "${SPARK_DIST_CLASSPATH-}" ] || echo -n ":$SPARK_DIST_CLASSPATH"
        }

        export SPARK_HOME="${SPARK_HOME:-/opt/spark}"
        case "${1-}" in
          driver)
            shift
            run "$SPARK_HOME/bin/spark-submit" \
              --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS" \
              --conf "spark.executorEnv.SPARK_DRIVER_POD_IP=$SPARK_DRIVER_BIND_ADDRESS" \
              --deploy-mode client "$@"
            ;;
          executor)
            options=()
            while read -r name; do options+=("${!name}"); done < <(compgen -e | grep '^SPARK_JAVA_OPT_[0-9]*$' | sort -t_ -k4 -n)
            run "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${options[@]}" "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" \
              -cp "$(class_path)" org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
              --driver-url "$SPARK_DRIVER_URL" --executor-id "$SPARK_EXECUTOR_ID" --cores "$SPARK_EXECUTOR_CORES" \
              --app-id "$SPARK_APPLICATION_ID" --hostname "$SPARK_EXECUTOR_POD_IP" \
              --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" --podName "$SPARK_EXECUTOR_POD_NAME"
            ;;
          '') exec /bin/bash ;;
          *) exec "$@" ;;
        esac

        """;

    /// <summary>Tells the executor to hand its blocks over (SIGPWR) and waits until it is gone, at most as long as the pod may take.</summary>
    public const string Decommission = """
        #!/bin/bash
        for directory in /proc/[0-9]*; do
          if tr '\0' ' ' <"$directory/cmdline" 2>/dev/null | grep -q 'java .*KubernetesExecutorBackend'; then
            executor=${directory#/proc/}
            kill -s PWR "$executor"
            timeout 60 tail --pid="$executor" -f /dev/null
          fi
        done
        exit 0

        """;
}
