// The extension with stand-ins for the editor and its client: what it starts, and what becomes of a rule's page.

const assert = require('node:assert');
const Module = require('node:module');
const test = require('node:test');

const manifest = require('../package.json');

function world(settings, failure) {
  const seen = { executed: [], errors: [], handlers: {}, registered: {}, clients: [] };
  class LanguageClient {
    constructor(id, name, server, client) {
      Object.assign(this, { id, server, client });
      seen.clients.push(this);
    }
    async start() {
      if (failure) throw new Error(failure);
      this.running = true;
    }
    needsStop() {
      return this.running;
    }
    async stop() {
      this.running = false;
    }
  }
  const vscode = {
    Uri: { from: (parts) => parts },
    commands: {
      registerCommand: (name, act) => (seen.registered[name] = act),
      executeCommand: async (...args) => seen.executed.push(args),
    },
    window: { showErrorMessage: async (message) => void seen.errors.push(message) },
    workspace: {
      getConfiguration: () => ({ get: (key) => settings[key] ?? manifest.contributes.configuration.properties[`mtlint.${key}`].default }),
      registerTextDocumentContentProvider: (scheme, provider) => (seen.provider = provider),
      onDidChangeConfiguration: (act) => (seen.handlers.configuration = act),
    },
  };
  const load = Module._load;
  Module._load = (name, ...rest) =>
    name === 'vscode' ? vscode : name === 'vscode-languageclient/node' ? { LanguageClient } : load(name, ...rest);
  delete require.cache[require.resolve('../extension.js')];
  seen.extension = require('../extension.js');
  Module._load = load;
  return seen;
}

test('the server is started for the languages that are set', async () => {
  const seen = world({ path: '/opt/mtlint', languages: ['markdown'] });
  await seen.extension.activate({ subscriptions: [] });
  const [client] = seen.clients;
  assert.deepStrictEqual(client.server, { command: '/opt/mtlint', args: ['lsp'] });
  assert.deepStrictEqual(client.client.documentSelector.map((s) => s.language), ['markdown', 'markdown']);
  await seen.handlers.configuration({ affectsConfiguration: (key) => key === 'mtlint.path' });
  assert.deepStrictEqual(seen.clients.map((c) => c.running), [false, true]);
  await seen.extension.deactivate();
  assert.ok(!seen.clients[1].running);
});

test('a rule is explained beside the text', async () => {
  const seen = world({});
  await seen.extension.activate({ subscriptions: [] });
  const { executeCommand } = seen.clients[0].client.middleware;
  const page = await executeCommand('mtlint.explain', ['doubled-word', 'en'], async () => '**doubled-word**');
  assert.strictEqual(page, '**doubled-word**');
  const [[command, uri]] = seen.executed;
  assert.strictEqual(command, 'markdown.showPreviewToSide');
  assert.strictEqual(seen.provider.provideTextDocumentContent(uri), '**doubled-word**');
  await executeCommand('mtlint.addToVocabulary', [], async () => 'mtlint.toml');
  assert.strictEqual(seen.executed.length, 1);
});

test('a program that is not there is named', async () => {
  const seen = world({ path: 'mtlnt' }, 'ENOENT');
  await seen.extension.activate({ subscriptions: [] });
  assert.match(seen.errors[0], /“mtlnt” does not start \(ENOENT\)/);
});

test('every language that is checked starts the extension', () => {
  const started = manifest.activationEvents.filter((e) => e.startsWith('onLanguage:')).map((e) => e.slice(11));
  assert.deepStrictEqual(manifest.contributes.configuration.properties['mtlint.languages'].default, started);
});
