import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HookContext, TriggerContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	IHookFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

import { forgetProcess } from '../../nodes/shared/seen.ts';
import { caughtUpEverywhere } from '../../nodes/shared/catcher.ts';
import type { CredentialSetup } from '../workflows/harness.mts';
import { additionalData } from '../workflows/harness.mts';

/*
 * What the n8n server does around a webhook trigger, with n8n-core's own contexts and over real HTTP:
 * the webhook methods at activation, a copy of the static data per request that is written back whole
 * when the request ends, the raw body on demand, and the answer after the run has been started.
 */

export interface BenchSetup {
	node: INodeType;
	parameters: INodeParameters;
	credentials: Record<string, CredentialSetup>;
	/** The public address of n8n, when it is not that of this server. */
	publicUrl?: string;
}

const WEBHOOK_ID = '3f1c2a00-0000-4000-8000-000000000001';

/** n8n's default of N8N_PAYLOAD_SIZE_MAX. */
const MAX_BODY = 16 * 1024 * 1024;

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length <= MAX_BODY) chunks.push(chunk);
	}
	if (length > MAX_BODY) {
		throw Object.assign(new Error('request entity too large'), { status: 413 });
	}
	return Buffer.concat(chunks);
}

type WebhookMethods = Record<
	'default',
	Record<'checkExists' | 'create' | 'delete', (this: IHookFunctions) => Promise<boolean>>
>;

export class Bench {
	/** What started runs: items of deliveries and of what was caught up. */
	readonly runs: INodeExecutionData[][] = [];

	/** Runs that n8n recorded as failed. */
	readonly failed: Error[] = [];

	/** Whatever was written into n8n's log. */
	readonly log: string[] = [];

	/** The workflow's static data, as the database has it. */
	database = '{}';

	/** How many of the next runs cannot be started, as when the database is away. */
	failingStarts = 0;

	/** What n8n waits for before it starts a run, such as a slow database. */
	starting: (response: ServerResponse) => Promise<void> = async () => await Promise.resolve();

	parameters: INodeParameters;

	credentials: BenchSetup['credentials'];

	private response?: ITriggerResponse;

	private constructor(
		private readonly setup: BenchSetup,
		private readonly server: Server,
	) {
		this.parameters = setup.parameters;
		this.credentials = setup.credentials;
	}

	static async open(setup: BenchSetup): Promise<Bench> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const bench = new Bench(setup, server);
		server.on('request', (request, response) => {
			void bench.serve(request, response);
		});
		return bench;
	}

	async close() {
		forgetProcess();
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	get address(): string {
		return `${this.setup.publicUrl ?? this.url}/webhook/${WEBHOOK_ID}/webhook`;
	}

	/** JSON of the items of all runs. */
	get items(): IDataObject[] {
		return this.runs.flat().map(({ json }) => json);
	}

	private load() {
		const { node: type } = this.setup;
		const node: INode = {
			id: 'node-1',
			name: 'Trigger',
			type: 'tested',
			typeVersion: 1,
			position: [0, 0],
			webhookId: WEBHOOK_ID,
			parameters: this.parameters,
			credentials: Object.fromEntries(
				Object.keys(this.credentials).map((name) => [name, { id: name, name }]),
			),
		};
		const staticData = JSON.parse(this.database) as IDataObject;
		const make = () =>
			new Workflow({
				id: 'workflow-1',
				nodes: [node],
				connections: {},
				active: true,
				nodeTypes: {
					getByName: () => type,
					getByNameAndVersion: (_name, version) => NodeHelpers.getVersionedNodeType(type, version),
					getKnownTypes: () => ({}),
				},
				staticData,
				settings: { executionOrder: 'v1' },
			});
		const workflow = make();
		const base = `${this.setup.publicUrl ?? this.url}/webhook`;
		const data = Object.assign(additionalData({ credentials: this.credentials }), {
			webhookBaseUrl: base,
			webhookTestBaseUrl: `${base}-test`,
		});
		return { workflow, make, node: workflow.getNode('Trigger') as INode, data };
	}

	/** n8n writes the whole static data when something in it changed; the last one wins. */
	private save(workflow: Workflow) {
		if (workflow.staticData.__dataChanged !== true) return;
		this.database = JSON.stringify(workflow.staticData);
		workflow.staticData.__dataChanged = false;
	}

	private logged<T extends object>(context: T): T {
		const write = (message: string) => void this.log.push(message);
		const logger = { warn: write, error: write, info: write, debug: write };
		return Object.defineProperty(context, 'logger', { value: logger });
	}

	/** What n8n does with one of the webhook methods. */
	async hook(
		method: 'checkExists' | 'create' | 'delete',
		loaded = this.load(),
		mode: WorkflowExecuteMode = 'trigger',
		activation: WorkflowActivateMode = 'activate',
	): Promise<boolean> {
		const { workflow, node, data } = loaded;
		const webhookData = {
			webhookDescription: this.setup.node.description.webhooks?.[0],
			isTest: mode === 'manual',
		};
		const context = new HookContext(workflow, node, data, mode, activation, webhookData as never);
		const { default: methods } = (this.setup.node as { webhookMethods?: unknown })
			.webhookMethods as WebhookMethods;
		try {
			return await methods[method].call(this.logged(context as IHookFunctions));
		} finally {
			if (mode !== 'manual') this.save(workflow);
		}
	}

	/** Activation, or the start of n8n with an active workflow. */
	async activate(activation: WorkflowActivateMode = 'activate') {
		const loaded = this.load();
		if (!(await this.hook('checkExists', loaded, 'trigger', activation))) {
			await this.hook('create', loaded, 'trigger', activation);
		}
		this.response = await this.trigger('trigger', activation, loaded);
	}

	/** What n8n does with a node's trigger function. */
	async trigger(
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode = 'activate',
		{ workflow, node, data } = this.load(),
	): Promise<ITriggerResponse | undefined> {
		const emit: ITriggerFunctions['emit'] = (items) => {
			this.save(workflow);
			this.runs.push(...items);
		};
		const context = new TriggerContext(
			workflow,
			node,
			data,
			mode,
			activation,
			emit,
			undefined,
			(error) => void this.failed.push(error),
		);
		return await this.setup.node.trigger?.call(this.logged(context as ITriggerFunctions));
	}

	/** Until nothing is being caught up. */
	async idle() {
		await caughtUpEverywhere();
	}

	/** An active workflow is saved: n8n ends its triggers and begins them anew. */
	async reopen() {
		await this.response?.closeFunction?.();
		await this.activate('update');
	}

	async deactivate() {
		await this.response?.closeFunction?.();
		this.response = undefined;
		return await this.hook('delete');
	}

	/** n8n's process ends without a word to the nodes, and starts again. */
	async restart() {
		forgetProcess();
		this.response = undefined;
		await this.activate('init');
	}

	/** Another process: it knows what the database has, and nothing else. */
	forget() {
		forgetProcess();
	}

	private async serve(incoming: IncomingMessage, outgoing: ServerResponse) {
		const mode = incoming.url?.startsWith('/webhook-test') ? 'manual' : 'webhook';
		const { workflow, make, node, data } = this.load();
		const request = Object.assign(incoming, {
			async readRawBody(this: { rawBody?: Buffer }) {
				this.rawBody ??= await bytesOf(incoming);
			},
		});
		const response = Object.assign(outgoing, {
			status(code: number) {
				outgoing.statusCode = code;
				return response;
			},
			json(body: object) {
				outgoing.setHeader('content-type', 'application/json');
				outgoing.end(JSON.stringify(body));
			},
		});
		const context = new WebhookContext(
			workflow,
			node,
			Object.assign(data, { httpRequest: request, httpResponse: response }) as never,
			mode,
			{ webhookDescription: this.setup.node.description.webhooks?.[0] } as never,
			[],
			null,
		);
		try {
			const result = (await this.setup.node.webhook?.call(
				this.logged(context as unknown as IWebhookFunctions),
			)) as IWebhookResponseData;
			if (result.workflowData) {
				await this.starting(outgoing);
				if (this.failingStarts > 0) {
					this.failingStarts -= 1;
					return response
						.status(500)
						.json({ message: 'There was a problem executing the workflow' });
				}
				// n8n 2.41 makes a second workflow over the same static data, which takes the mark of
				// changes away (establishContextForPersistence), registers the run, and asks what to answer.
				make();
				await new Promise((resolve) => setImmediate(resolve));
				this.runs.push(...result.workflowData);
			}
			const said = (result.webhookResponse as object | undefined) ?? {
				message: 'Webhook call received',
			};
			if (mode === 'webhook') this.save(workflow);
			if (!result.noWebhookResponse) response.status(200).json(said);
		} catch (error) {
			// n8n makes a failed run of what a node's webhook throws.
			this.failed.push(error as Error);
			response.status(500).json({ message: 'Workflow Webhook Error' });
		}
	}

	/** Sends a call to the node's address. */
	async post(
		headers: Record<string, string>,
		body: Buffer | string = '',
		path = this.address.replace(/^\w+:\/\/[^/]+/, ''),
		signal?: AbortSignal,
	): Promise<{ status: number; message: string }> {
		const answer = await fetch(this.url + path, { method: 'POST', headers, body, signal });
		const { message } = (await answer.json()) as { message: string };
		return { status: answer.status, message };
	}
}
