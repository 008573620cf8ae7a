// Starts `mtlint lsp` and shows a rule's page beside the text. All that is found and offered comes from the server.

const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

const EXPLAIN = 'mtlint.explain';
const SCHEME = 'mtlint-rule';

let client;
// Pages that were asked for, by rule.
const pages = new Map();

function options() {
  const languages = vscode.workspace.getConfiguration('mtlint').get('languages');
  const selector = languages.flatMap((language) => [
    { scheme: 'file', language },
    { scheme: 'untitled', language },
  ]);
  return {
    documentSelector: selector,
    initializationOptions: { showExplanations: false },
    middleware: {
      async executeCommand(command, args, next) {
        const answer = await next(command, args);
        if (command === EXPLAIN && typeof answer === 'string') {
          await show(args[0], answer);
        }
        return answer;
      },
    },
  };
}

async function show(rule, page) {
  pages.set(rule, page);
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
  await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
}

async function start() {
  const command = vscode.workspace.getConfiguration('mtlint').get('path');
  const server = { command, args: ['lsp'] };
  client = new LanguageClient('mtlint', 'mtlint', server, options());
  try {
    await client.start();
  } catch (error) {
    const settings = 'Open the setting';
    const message = `mtlint: “${command}” does not start (${error.message ?? error}). Install it, or say where it lies.`;
    if ((await vscode.window.showErrorMessage(message, settings)) === settings) {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'mtlint.path');
    }
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running?.needsStop()) {
    await running.stop();
  }
}

async function activate(context) {
  const provider = { provideTextDocumentContent: (uri) => pages.get(uri.path.slice(1, -'.md'.length)) ?? '' };
  const restart = async () => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider),
    vscode.commands.registerCommand('mtlint.restart', restart),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration('mtlint.path') || event.affectsConfiguration('mtlint.languages')) {
        await restart();
      }
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
