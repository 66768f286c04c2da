// n8n's own REST interface, the one its editor uses.
import { createRequire } from 'node:module';
import { waitFor } from './processes.mjs';

// n8n is installed after this file is loaded, so `flatted` is fetched at its first use.
const require = createRequire(import.meta.url);
/** What n8n gives out in place of a secret, and understands as "the stored one". */
export const keptSecret = '__n8n_BLANK_VALUE_e5362baf-c777-4d57-a609-6eaf1f9e87f6';
const finished = new Set(['success', 'error', 'crashed', 'canceled']);

/** Thrown when n8n answers with an error status; `status` and `body` are n8n's. */
export class RestError extends Error {
	constructor(method, path, status, body) {
		super(`${method} ${path}: HTTP ${status}: ${body.slice(0, 600)}`);
		Object.assign(this, { status, body });
	}
}

export class RestClient {
	#cookies = new Map();

	constructor(url) {
		this.url = url;
	}

	/** One request, as raw as `fetch`. Without the browser's id n8n would end our session. */
	async fetch(method, path, body, headers = {}) {
		const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await fetch(new URL(path, this.url), {
			method,
			redirect: 'manual',
			headers: {
				'browser-id': 'commerce-ops-e2e',
				...(cookie && { cookie }),
				...(body !== undefined && { 'content-type': 'application/json' }),
				...headers,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		for (const line of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
			this.#cookies.set(name, value);
		}
		return response;
	}

	/** One request whose answer is `{"data": …}`: returns the data. */
	async request(method, path, body, headers) {
		const response = await this.fetch(method, path, body, headers);
		const text = await response.text();
		if (!response.ok) throw new RestError(method, path, response.status, text);
		const answer = JSON.parse(text);
		return answer !== null && typeof answer === 'object' && 'data' in answer ? answer.data : answer;
	}

	async get(path) {
		return await this.request('GET', path);
	}

	async post(path, body, headers) {
		return await this.request('POST', path, body, headers);
	}

	/** Stores a credential, and returns what a node needs to refer to it. */
	async createCredential(name, type, data) {
		const { id } = await this.post('/rest/credentials', { name, type, data });
		return { [type]: { id, name } };
	}

	/** A stored credential's data as n8n gives it out: with its secrets replaced. */
	async credentialData(reference) {
		const [{ id }] = Object.values(reference);
		const { data } = await this.get(`/rest/credentials/${id}?includeData=true`);
		return data;
	}

	/** n8n's own test of a stored credential, as the editor's button asks for it: {status, message}. */
	async testCredential(reference) {
		const [[type, { id, name }]] = Object.entries(reference);
		const data = await this.credentialData(reference);
		// Like every secret, the account's token is put back in by n8n where this stands.
		if (data.oauthTokenData) data.oauthTokenData = keptSecret;
		return await this.post('/rest/credentials/test', { credentials: { id, name, type, data } });
	}

	/** What a searchable list of a node offers: [{name, value, url?}], its `paginationToken` too. */
	async searchList({ node, path, method, filter, paginationToken, credentials, parameters = {} }) {
		return await this.post('/rest/dynamic-node-parameters/resource-locator-results', {
			nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
			path: `parameters.${path}`,
			methodName: method,
			currentNodeParameters: { ...node.parameters, ...parameters },
			credentials: credentials ?? node.credentials,
			filter,
			paginationToken,
		});
	}

	async createWorkflow(workflow) {
		return await this.post('/rest/workflows', { ...workflow, active: false });
	}

	/**
	 * Publishes a stored workflow, and waits until n8n has set up its triggers: it does so after its
	 * answer. Throws with n8n's text when a trigger could not be set up.
	 */
	async activate({ id, versionId }) {
		await this.post(`/rest/workflows/${id}/activate`, { versionId });
		const { status, triggers } = await this.#publication(id);
		if (status === 'published') return;
		const texts = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
		throw new Error(`n8n says "${status}": ${texts.join(' ')}`);
	}

	/** Ends a workflow's triggers, and waits until n8n has done so. */
	async deactivate({ id }) {
		await this.post(`/rest/workflows/${id}/deactivate`, {});
		await this.#publication(id);
	}

	async #publication(id) {
		const settled = async () => {
			const publication = await this.get(`/rest/workflows/${id}/publication-status`);
			return publication.status !== 'in_progress' && publication;
		};
		return await waitFor(`the triggers of workflow ${id}`, settled, { seconds: 30 });
	}

	/** Every execution of a workflow that n8n has stored, newest first: [{id, status, mode, …}]. */
	async executions({ id }) {
		// A run that ends meanwhile may stand on two pages.
		const all = new Map();
		for (let cursor; ;) {
			const query = new URLSearchParams({
				filter: JSON.stringify({ workflowId: id }),
				limit: '100',
				...(cursor && { cursor }),
			});
			const { results, nextCursor } = await this.get(`/rest/executions?${query}`);
			for (const one of results) all.set(one.id, one);
			if (!nextCursor) return [...all.values()];
			cursor = nextCursor;
		}
	}

	/** A stored execution with what its nodes gave. */
	async execution(id) {
		const execution = await this.get(`/rest/executions/${id}`);
		return new Execution(execution.id, execution.status, this.#unflatten(execution.data));
	}

	/** Starts a stored workflow from its manual trigger, and waits for its end. */
	async runWorkflow(workflow, seconds = 60) {
		const trigger = workflow.nodes.find((node) => node.type === 'n8n-nodes-base.manualTrigger');
		return await this.runWith(workflow, { triggerToStartFrom: { name: trigger.name } }, seconds);
	}

	/** Starts a stored workflow in any way that the editor can: `how` goes into the request. */
	async runWith(workflow, how, seconds = 60) {
		const body = { workflowData: workflow, ...how };
		const { executionId } = await this.post(`/rest/workflows/${workflow.id}/run`, body);
		const ended = async () => {
			const { status } = await this.get(`/rest/executions/${executionId}`);
			return finished.has(status);
		};
		await waitFor(`execution ${executionId}`, ended, { seconds });
		return await this.execution(executionId);
	}

	/** n8n stores a run as text in which every object stands once. */
	#unflatten(text) {
		return require('flatted').parse(text);
	}
}

/** A finished run: what each node gave, and what went wrong. */
export class Execution {
	constructor(id, status, { resultData }) {
		Object.assign(this, { id, status, resultData });
	}

	get ok() {
		return this.status === 'success';
	}

	/** The error that ended the run, if one did. */
	get error() {
		return this.resultData.error;
	}

	/** A node's items of one output (0 is the first) in its last run. */
	items(node, output = 0) {
		const runs = this.resultData.runData[node] ?? [];
		return runs.at(-1)?.data?.main?.[output] ?? [];
	}

	/** The same without pairing and files: only each item's JSON. */
	records(node, output = 0) {
		return this.items(node, output).map(({ json }) => json);
	}

	/** The execution hints that a node left. */
	hints(node) {
		return this.resultData.runData[node]?.at(-1)?.hints ?? [];
	}
}
