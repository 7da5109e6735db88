"""Makes the suite's users in the store and writes its configuration."""
import configparser
import json
import os
import sys
from urllib.parse import urlparse

import requests
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

address, target = sys.argv[1:]
root = Credentials(os.environ['FIRESTEEL_STORE_ROOT_USER'], os.environ['FIRESTEEL_STORE_ROOT_PASSWORD'])

USERS = {
    's3 main': ('main', 'M. Tester', 'tester@example.com', None),
    's3 alt': ('alt', 'john.doe', 'john.doe@example.com', None),
    's3 tenant': ('testx$tenanteduser', 'testx$tenanteduser', 'tenanteduser@example.com', 'testx'),
    'iam': ('iam', 'iam', 'iam@example.com', None),
    'iam root': ('iamroot', 'iamroot', 'iamroot@example.com', None),
    'iam alt root': ('iamaltroot', 'iamaltroot', 'iamaltroot@example.com', None),
}

configuration = configparser.RawConfigParser()
where = urlparse(address)
configuration['DEFAULT'] = {'host': where.hostname, 'port': where.port, 'is_secure': 'False', 'ssl_verify': 'False'}
configuration['fixtures'] = {'bucket prefix': 'firesteel-{random}-', 'iam name prefix': 's3-tests-', 'iam path prefix': '/s3-tests/'}
for section, (name, display, email, tenant) in USERS.items():
    key, secret = 'AK' + section.replace(' ', '').upper(), 'secret-of-' + section.replace(' ', '-')
    user = {'accessKey': key, 'secretKey': secret, 'account': {'id': name, 'displayName': display, 'email': email}}
    request = AWSRequest('PUT', f'{address}/firesteel/admin/v1/users/user-{section.replace(" ", "-")}', data=json.dumps(user).encode())
    S3SigV4Auth(root, 's3', 'us-east-1').add_auth(request)
    answer = requests.put(request.url, data=request.data, headers=dict(request.headers), timeout=30)
    answer.raise_for_status()
    configuration[section] = {'display_name': display, 'user_id': name, 'email': email, 'access_key': key, 'secret_key': secret}
    if tenant:
        configuration[section]['tenant'] = tenant
configuration['s3 main']['lc_debug_interval'] = os.environ['S3TESTS_DAY']
with open(target, 'w') as file:
    configuration.write(file)
