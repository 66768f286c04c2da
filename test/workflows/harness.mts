import { ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
	NodeExecutionHint,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

/**
 * Runs nodes in the real n8n-core, without a server: the engine, expressions, request helpers and
 * error output are n8n's own. Only what lives in the n8n server is stood in for: the type
 * registry and the credentials store.
 */

/** The first node of every run: hands on the input items. */
const manualTrigger = {
	description: {
		displayName: 'Manual',
		name: 'manualTrigger',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Manual' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return await Promise.resolve([[]]);
	},
} as unknown as INodeType;

/** Takes what comes out of the error branch, so that it shows in the run's data. */
const sink = {
	description: {
		...manualTrigger.description,
		name: 'sink',
		group: ['transform'],
		inputs: ['main'],
		defaults: { name: 'Sink' },
	},
	async execute(this: { getInputData(): INodeExecutionData[] }) {
		return await Promise.resolve([this.getInputData()]);
	},
} as unknown as INodeType;

export interface CredentialSetup {
	type: ICredentialType;
	data: ICredentialDataDecryptedObject;
}

export interface RunSetup {
	node: INodeType;
	parameters: INodeParameters;
	/** Version of the node; 1 when left out. */
	typeVersion?: number;
	/** By credential type name. */
	credentials: Record<string, CredentialSetup>;
	/** Input items' JSON; one empty item when left out. */
	items?: IDataObject[];
	binary?: Array<INodeExecutionData['binary']>;
	onError?: INode['onError'];
	/** Retry On Fail, with as many tries and no pause. */
	tries?: number;
	/** Aborts the execution as the Stop button does. */
	cancel?: AbortSignal;
	executionId?: string;
}

export interface RunResult {
	/** Output items of the node's first (or only) branch. */
	items: INodeExecutionData[];
	/** Output items of the error branch, with onError: continueErrorOutput. */
	errorItems: INodeExecutionData[];
	/** What ended the run, if it failed. */
	error?: Error & { description?: string | null; context?: IDataObject; httpCode?: string | null };
	hints: NodeExecutionHint[];
	status: IRun['status'];
}

type Renewable = ICredentialType & {
	preAuthentication?: (
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	) => Promise<IDataObject>;
};

/** The part of n8n's credentials store that the engine asks. */
function credentialsHelper(setups: Record<string, CredentialSetup>) {
	/** n8n calls preAuthentication when the expirable property is empty or has been refused. */
	const renew = async (
		helpers: IHttpRequestHelper,
		name: string,
		credentials: ICredentialDataDecryptedObject,
		refused: boolean,
	) => {
		const type = setups[name].type as Renewable;
		const expirable = type.properties.find(({ typeOptions }) => typeOptions?.expirable === true);
		if (!type.preAuthentication || !expirable) return undefined;
		if (credentials[expirable.name] && !refused) return undefined;
		const renewed = await type.preAuthentication.call(helpers, credentials);
		// n8n stores the new values, so that the next request and the next run find them.
		Object.assign(setups[name].data, renewed);
		return Object.assign(credentials, renewed) as ICredentialDataDecryptedObject;
	};
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		isCredentialTypeFound: (name: string) => name in setups,
		getCredentialsProperties: (name: string) => setups[name].type.properties,
		getDecrypted: async (_data: unknown, _details: unknown, name: string) =>
			await Promise.resolve({ ...setups[name].data }),
		getCredentials: async () => await Promise.reject(new Error('not part of these tests')),
		updateCredentials: async () => await Promise.resolve(),
		updateCredentialsOauthTokenData: async () => await Promise.resolve(),
		async authenticate(
			credentials: ICredentialDataDecryptedObject,
			name: string,
			options: IHttpRequestOptions,
		) {
			const { authenticate } = setups[name].type;
			if (typeof authenticate !== 'function') return options;
			return await authenticate.call(setups[name].type, credentials, options);
		},
		preAuthentication: async (
			helpers: IHttpRequestHelper,
			credentials: ICredentialDataDecryptedObject,
			name: string,
			_node: INode,
			refused: boolean,
		) => await renew(helpers, name, credentials, refused),
		runPreAuthentication: async (
			helpers: IHttpRequestHelper,
			credentials: ICredentialDataDecryptedObject,
			name: string,
		) => await renew(helpers, name, credentials, true),
	};
}

export function additionalData(setup: Pick<RunSetup, 'credentials' | 'executionId'>) {
	return {
		executionId: setup.executionId ?? 'test-execution',
		credentialsHelper: credentialsHelper(setup.credentials),
		currentNodeExecutionIndex: 0,
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		restApiUrl: 'http://127.0.0.1/rest',
		instanceBaseUrl: 'http://127.0.0.1',
		variables: {},
		userId: 'tester',
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		logAiEvent: () => undefined,
		secretsHelpers: {},
		externalSecretsProxy: {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

function typeRegistry(node: INodeType): INodeTypes {
	const types: Record<string, INodeType> = { manualTrigger, sink, tested: node };
	return {
		getByName: (name: string) => types[name],
		getByNameAndVersion: (name: string, version?: number) =>
			NodeHelpers.getVersionedNodeType(types[name], version),
		getKnownTypes: () => ({}),
	};
}

function workflowOf(setup: RunSetup) {
	const credentials = Object.fromEntries(
		Object.keys(setup.credentials).map((name) => [name, { id: name, name }]),
	);
	const base = { typeVersion: 1, position: [0, 0] as [number, number] };
	const nodes: INode[] = [
		{ ...base, id: 'manual', name: 'Manual', type: 'manualTrigger', parameters: {} },
		{
			...base,
			id: 'tested',
			name: 'Tested',
			type: 'tested',
			typeVersion: setup.typeVersion ?? 1,
			parameters: setup.parameters,
			credentials,
			...(setup.onError ? { onError: setup.onError } : {}),
			...(setup.tries ? { retryOnFail: true, maxTries: setup.tries, waitBetweenTries: 1 } : {}),
		},
		{ ...base, id: 'sink', name: 'Sink', type: 'sink', parameters: {} },
	];
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	const connections = {
		Manual: { main: [to('Tested')] },
		...(setup.onError === 'continueErrorOutput' ? { Tested: { main: [[], to('Sink')] } } : {}),
	};
	return {
		id: 'workflow',
		name: 'Test',
		nodes,
		connections,
		active: false,
		settings: { executionOrder: 'v1' as const },
	};
}

/** Runs one node on input items. */
export async function runNode(setup: RunSetup): Promise<RunResult> {
	const definition = workflowOf(setup);
	const workflow = new Workflow({ ...definition, nodeTypes: typeRegistry(setup.node) });
	const data = additionalData(setup);
	data.hooks = new ExecutionLifecycleHooks('manual', data.executionId ?? '', definition as never);
	const execution = new WorkflowExecute(data, 'manual');
	const input = (setup.items ?? [{}]).map((json, index) => ({
		json,
		...(setup.binary?.[index] ? { binary: setup.binary[index] } : {}),
	}));
	const running = execution.run({
		workflow,
		startNode: workflow.getNode('Manual') ?? undefined,
		pinData: { Manual: input },
	} as never);
	setup.cancel?.addEventListener('abort', () => running.cancel());
	const run: IRun = await running;
	const task = run.data.resultData.runData.Tested?.[0];
	return {
		items: task?.data?.main[0] ?? [],
		errorItems: task?.data?.main[1] ?? [],
		error: (task?.error ?? run.data.resultData.error) as RunResult['error'],
		hints: task?.hints ?? [],
		status: run.status,
	};
}

/** A context in which the editor calls list-search and load-options methods. */
export function loadOptionsContext(setup: RunSetup): LoadOptionsContext {
	const definition = workflowOf(setup);
	const workflow = new Workflow({ ...definition, nodeTypes: typeRegistry(setup.node) });
	const node = workflow.getNode('Tested') as INode;
	const data = additionalData(setup);
	data.currentNodeParameters = setup.parameters;
	return new LoadOptionsContext(workflow, node, data, '');
}
