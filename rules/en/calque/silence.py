#!/usr/bin/env python3
"""Names the entries of this folder that stand in texts which people wrote and edited: what English uses is no calque.

usage: silence.py MTLINT TEXT…     texts are plain, one paragraph a line, or packed with xz

Each entry gives itself as what is meant in a copy of the rules, so that a finding tells which entry it is. Prints how
often each was found, with the first place; the exit code is 1 where one was found twice or more. Such an entry goes or
is narrowed.
"""
import collections, json, lzma, pathlib, re, subprocess, sys, tempfile, threading

PARAGRAPHS = 60  # of a text in one record

def records(paths):
    for path in paths:
        opened = lzma.open(path, 'rt', encoding='utf8') if path.endswith('.xz') else open(path, encoding='utf8')
        with opened as lines:
            block = []
            for line in lines:
                block.append(line.strip())
                if len(block) == PARAGRAPHS:
                    yield '\n\n'.join(block)
                    block = []
            if block:
                yield '\n\n'.join(block)

def copy_rules(folder):
    (folder / 'en' / 'calque').mkdir(parents=True)
    for path in sorted(pathlib.Path(__file__).parent.glob('*.toml')):
        text = re.sub(r'^  "(.*?) => .*",$', r'  "\1 => \1",', path.read_text(encoding='utf8'), flags=re.M)
        (folder / 'en' / 'calque' / path.name).write_text(text, encoding='utf8')
    (folder / 'only.toml').write_text('[rules]\nall = "off"\ncalque = "on"\n')

def main(binary, *paths):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        copy_rules(folder)
        command = [binary, 'check', '--config', folder / 'only.toml', '--rules', folder / 'en', '--lang', 'en',
                   '--input-format', 'jsonl', '--format', 'jsonl', '-']
        checker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding='utf8')
        def feed():
            for number, text in enumerate(records(paths)):
                checker.stdin.write(json.dumps({'id': str(number), 'text': text}) + '\n')
            checker.stdin.close()
        threading.Thread(target=feed).start()
        found = collections.defaultdict(list)
        for line in checker.stdout:
            for finding in json.loads(line)['findings']:
                entry = re.search(r'perhaps “(.*)” is meant', finding['message'])
                found[finding['rule'], entry.group(1) if entry else ''].append(finding.get('text', ''))
    for (rule, entry), places in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f'{len(places):6}  {rule}: {entry}  “{places[0]}”')
    print(f'{sum(map(len, found.values()))} findings of {len(found)} entries')
    sys.exit(any(len(places) > 1 for places in found.values()))

if len(sys.argv) < 3:
    sys.exit(__doc__)
main(*sys.argv[1:])
