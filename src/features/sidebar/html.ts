import * as vscode from 'vscode';

/** The document of the view: one style sheet, one script with a nonce, nothing else may load. */
export function sidebarHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const style = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'media', 'sidebar.css')).toString();
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'sidebar.js')).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>TPM Lens</title>
</head>
<body>
<div id="said" class="vh" role="status" aria-live="polite"></div>
<div id="root"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/** Where the view may load from. */
export const viewRoots = (extensionUri: vscode.Uri): readonly vscode.Uri[] => [
  vscode.Uri.joinPath(extensionUri, 'media'),
  vscode.Uri.joinPath(extensionUri, 'dist'),
];
