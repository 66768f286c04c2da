// What the demo and the end-to-end test stand on: everything installed and built, the sandbox shop,
// and a real n8n with our package, credentials and the example workflows in it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildRoot, installN8n, installRoot, root } from './install.mjs';
import { N8n } from './n8n.mjs';
import { Sandbox } from './sandbox.mjs';

/** Our node's type name, and what n8n calls the same node as a tool of AI agents. */
export const nodeType = 'n8n-nodes-commerce-ops.shopifyAdmin';
export const toolType = `${nodeType}Tool`;

/** The credential types by the value of the node's parameter "Authentication". */
export const credentialTypes = {
	accessToken: 'shopifyAdminTokenApi',
	clientCredentials: 'shopifyAdminClientApi',
	oAuth2: 'shopifyAdminOAuth2Api',
};

/** The imported credentials, as nodes refer to them. */
export const credentials = {
	accessToken: {
		shopifyAdminTokenApi: { id: 'commerceOpsToken', name: 'Sandbox shop (access token)' },
	},
	clientCredentials: {
		shopifyAdminClientApi: { id: 'commerceOpsClient', name: 'Sandbox shop (client credentials)' },
	},
};

/** Installs and builds what is missing or may be stale. n8n's long download runs beside the rest. */
export async function prepare() {
	const n8n = installN8n();
	// Its failure is reported where it is awaited, also when the root fails first.
	n8n.catch(() => {});
	await installRoot();
	await buildRoot();
	await n8n;
}

/** A stored credential as n8n's import takes it. */
function stored(reference, data) {
	const [[type, { id, name }]] = Object.entries(reference);
	return { id, name, type, data };
}

/** The workflows in examples/, by file name, with an id and with the sandbox's credentials. */
export function exampleWorkflows() {
	const files = readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.json'));
	return Object.fromEntries(
		files.map((file) => {
			const workflow = JSON.parse(readFileSync(join(root, 'examples', file), 'utf8'));
			const nodes = workflow.nodes.map((node) =>
				node.type === nodeType
					? { ...node, credentials: credentials[node.parameters.authentication ?? 'accessToken'] }
					: node,
			);
			const name = file.replace('.json', '');
			return [name, { ...workflow, id: name, nodes, active: false }];
		}),
	);
}

/** Starts the sandbox, and prepares an n8n without starting its server. */
export async function openWorld(name, options) {
	const sandbox = await Sandbox.start(name);
	const n8n = new N8n(name, options);
	await n8n.installPackage();
	await n8n.import('credentials', [
		stored(credentials.accessToken, sandbox.tokenCredential),
		stored(credentials.clientCredentials, sandbox.clientCredential),
	]);
	const examples = exampleWorkflows();
	await n8n.import('workflow', Object.values(examples));
	return { sandbox, n8n, examples };
}
