"""Runs the cases of test_s3.py, those of object lock in a process each, and compares with the file of cases that have to pass."""
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

suite, golden, choice = sys.argv[1:]
TARGET = 's3tests/functional/test_s3.py'
# What these leave behind cannot be cleaned up, on purpose, and would make every later case of the process fail in its set-up.
ALONE = 'object_lock'


def pytest(*arguments, report=None):
    command = [sys.executable, '-m', 'pytest', '-o', 'addopts=', '-q', '-p', 'no:cacheprovider', '--no-header', '--tb=no', '--timeout', os.environ.get('S3TESTS_TIMEOUT', '60')]
    if report:
        command += ['--junitxml', report]
    return subprocess.run(command + list(arguments), cwd=suite, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def outcomes(report):
    for case in xml.parse(report).iter('testcase'):
        kinds = {child.tag for child in case}
        yield case.get('name'), 'failed' if kinds & {'failure', 'error'} else 'skipped' if 'skipped' in kinds else 'passed'


collected = pytest('--collect-only', *(['-k', choice] if choice else []), TARGET).stdout
names = [line.split('::', 1)[1] for line in collected.splitlines() if line.startswith(TARGET + '::')]
if not names:
    sys.exit('no case was collected:\n' + collected[-2000:])
results = {}
with tempfile.TemporaryDirectory() as folder:
    report = os.path.join(folder, 'report.xml')
    together = [name for name in names if ALONE not in name]
    if together:
        listing = os.path.join(folder, 'cases')
        with open(listing, 'w') as file:
            file.write('\n'.join(f'{TARGET}::{name}' for name in together))
        ended = pytest('@' + listing, report=report)
        if not os.path.exists(report):
            sys.exit('the suite did not run:\n' + ended.stdout[-2000:])
        results.update(outcomes(report))
    for name in names:
        if ALONE in name:
            pytest(f'{TARGET}::{name}', report=report)
            # A case that passed and could not be cleaned up after has passed.
            kinds = [outcome for found, outcome in outcomes(report) if found == name]
            results[name] = kinds[0] if kinds else 'failed'

passed = {name for name, outcome in results.items() if outcome == 'passed'}
wanted = set()
if os.path.exists(golden):
    with open(golden) as file:
        wanted = {line.strip() for line in file if line.strip() and not line.startswith('#')}
lost = sorted((wanted & set(names)) - passed)
count = {outcome: sum(1 for value in results.values() if value == outcome) for outcome in ('passed', 'failed', 'skipped')}
if os.environ.get('S3TESTS_FAILURES'):
    with open(os.environ['S3TESTS_FAILURES'], 'w') as file:
        file.write('\n'.join(sorted(name for name, outcome in results.items() if outcome == 'failed')) + '\n')
if os.environ.get('UPDATE_GOLDEN') == '1':
    with open(golden, 'w') as file:
        file.write('# Cases of ceph/s3-tests, test_s3.py, that the embedded store passes; eng/s3-tests.sh holds them.\n')
        file.write('\n'.join(sorted(wanted | passed)) + '\n')
for name in lost:
    print(f'no longer passes: {name}')
print(f"{count['passed']} passed, {count['failed']} failed, {count['skipped']} skipped of {len(names)}; {len(lost)} of {len(wanted & set(names))} that have to pass did not")
sys.exit(1 if lost else 0)
