import { createHash } from 'crypto';
import type { IAdditionalCredentialOptions, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import type { Page, PageRequest } from '../../shared/operation';
import type { Bucket } from '../../shared/pacing';
import { bucketFor } from '../../shared/pacing';
import type { Answer, RequestContext } from '../../shared/request';
import { send } from '../../shared/request';
import type { Node, Payload, Remainder } from '../payloads/payload';
import { convert, remainders, selectionOf } from '../payloads/payload';
import {
	deniedFields,
	envelopeOf,
	judge,
	reportedBucket,
	searchWarnings,
	userRefusal,
} from './answers';
import { documentCost, isQuery, MAX_PAGE, pageSize } from './cost';
import { merge, print, select } from './selection';
import { REST_BUCKET, RestClient } from './rest';
import { graphqlPath, shopOrigin } from './shopAddress';
import type { ApiVersion } from './versions';
import { PINNED_VERSION } from './versions';

/** Credential type of each choice of the Authentication parameter. */
export const CREDENTIAL_TYPES = new Map([
	['accessToken', 'shopifyAdminTokenApi'],
	['clientCredentials', 'shopifyAdminClientApi'],
	['oAuth2', 'shopifyAdminOAuth2Api'],
]);

/** n8n would send an OAuth2 token as Bearer; Shopify wants its own header. Other types ignore this. */
const OAUTH2_HEADER: IAdditionalCredentialOptions = {
	oauth2: { tokenType: 'Bearer', keyToIncludeInAccessTokenHeader: 'X-Shopify-Access-Token' },
};

/** The bucket of a Standard plan; the first answer tells the real one. */
const STANDARD_BUCKET = { capacity: 2000, restorePerSecond: 100 };

/** A wait for the rate limit is worth a remark from this time on, in ms. */
const NOTABLE_WAIT_MS = 5000;

/** How often, and how long apart in ms, a mutation that is still running is asked for its answer. */
const MAX_RUNNING = 30;
const RUNNING_MS = 1000;

/** A file that has not been sent after this time will not be. */
const UPLOAD_TIMEOUT_MS = 120_000;

/** Marks a cursor that leads back, so that `previous_page` can be given as Page Cursor. */
const BACK = 'before:';

interface Wire {
	credentialType: string;
	origin: string;
	version: ApiVersion;
	bucket: Bucket;
	/** REST has a bucket of its own. */
	restBucket: Bucket;
}

export interface MutationOptions {
	/** Whether doing it twice has the effect of doing it once. */
	repeatable: boolean;
	/**
	 * What Shopify says to a second request when it refuses to do a thing twice. After a lost answer
	 * that refusal means that the first request arrived.
	 */
	alreadyDone?: RegExp;
	/** What to look at in the shop when the outcome is unknown: "whether the order was cancelled". */
	check: string;
}

/** A list of the shop, as a root connection, or of one of its objects. */
export interface ListQuery {
	/** Root field, or the field of the object: 'orders'. */
	root: string;
	/** The object whose list it is, and its type or an interface of it. */
	of?: { id: string; type: string };
	table: Payload;
	/** Only these fields of the payload. */
	fields?: string[];
	/** Search text. */
	query?: string;
	sortKey?: string;
	reverse?: boolean;
	/** Further arguments as GraphQL text: 'includeInactive: true'. */
	args?: string;
	/** Which objects count, where the search cannot tell exactly; `select` is what the test needs. */
	keep?: { select: string; test(node: IDataObject): boolean };
}

/**
 * Connects to the shop that the node's credential names.
 *
 * @param hint shows the user a remark above the node's output
 * @throws UserError when the shop's address would send the token elsewhere
 */
export async function connectShop(
	context: RequestContext,
	hint: (message: string) => void = () => undefined,
): Promise<Shop> {
	const option = (name: string, otherwise: string) =>
		context.getNodeParameter(name, 0, otherwise) as string;
	const credentialType = CREDENTIAL_TYPES.get(option('authentication', 'accessToken')) ?? '';
	const credentials = await context.getCredentials(credentialType);
	const origin = shopOrigin(credentials as { shop: string; baseUrl?: string });
	const app = credentials.clientId ?? credentials.accessToken;
	const key = createHash('sha256')
		.update(`${origin}\n${credentialType}\n${String(app)}`)
		.digest('hex');
	return new Shop(
		context,
		{
			credentialType,
			origin,
			version: option('options.apiVersion', PINNED_VERSION) as ApiVersion,
			bucket: bucketFor(key, STANDARD_BUCKET),
			restBucket: bucketFor(`${key}/rest`, REST_BUCKET),
		},
		hint,
	);
}

/**
 * One shop's Admin API: queries, mutations and lists, paced by the shop's bucket.
 */
export class Shop {
	/** The same shop over REST, for payloads that GraphQL has no source for. */
	readonly rest: RestClient;

	private waitedMs = 0;

	constructor(
		private readonly context: RequestContext,
		private readonly wire: Wire,
		private readonly hint: (message: string) => void,
	) {
		this.rest = new RestClient(context, {
			credentialType: wire.credentialType,
			credentialOptions: OAUTH2_HEADER,
			base: `${wire.origin}/admin/api/${wire.version}`,
			bucket: wire.restBucket,
			signal: () => this.signal,
			onWait: (ms) => this.noteWait(ms),
			remark: (answer) => this.remark(answer),
		});
	}

	get version(): ApiVersion {
		return this.wire.version;
	}

	/** Ends waits and polls when the execution is cancelled. */
	get signal(): AbortSignal | undefined {
		return 'getExecutionCancelSignal' in this.context
			? (this.context as IExecuteFunctions).getExecutionCancelSignal()
			: undefined;
	}

	/**
	 * Sends a document and returns the whole answer.
	 *
	 * @throws PlatformError when Shopify refuses it or does not answer
	 */
	async send(
		text: string,
		variables: IDataObject,
		{ repeatable, check }: MutationOptions,
	): Promise<Answer> {
		const { bucket, credentialType, origin, version } = this.wire;
		const answer = await send(this.context, {
			credentialType,
			credentialOptions: OAUTH2_HEADER,
			options: () => ({
				method: 'POST',
				url: origin + graphqlPath(version),
				body: { query: text, variables },
				json: true,
			}),
			cost: documentCost(text, variables),
			bucket,
			repeatable,
			check,
			judge,
			report: reportedBucket,
			onWait: (ms) => this.noteWait(ms),
			signal: this.signal,
		});
		this.remark(answer);
		return answer;
	}

	private noteWait(ms: number) {
		this.waitedMs += ms;
		if (this.waitedMs > NOTABLE_WAIT_MS) {
			this.hint("Part of this run was spent waiting for Shopify's rate limit.");
		}
	}

	private remark(answer: Answer) {
		for (const remark of deniedFields(answer)) this.hint(remark);
		const served = answer.headers['x-shopify-api-version'];
		if (typeof served === 'string' && served !== '' && served !== this.version) {
			this.hint(
				`Shopify answered with API version ${served} instead of ${this.version}. Choose another 'API Version' under Options.`,
			);
		}
	}

	/** Reads. @returns the answer's `data` */
	async query(text: string, variables: IDataObject = {}): Promise<Node> {
		const answer = await this.send(text, variables, { repeatable: true, check: '' });
		for (const warning of searchWarnings(answer)) {
			this.hint(`Shopify did not use a part of the search. ${warning}`);
		}
		return envelopeOf(answer).data as Node;
	}

	/**
	 * Reads where a part of the search that Shopify ignores would give a wrong figure.
	 *
	 * @throws PlatformError naming the ignored part
	 */
	async strictQuery(text: string, variables: IDataObject): Promise<Node> {
		const answer = await this.send(text, variables, { repeatable: true, check: '' });
		const [warning] = searchWarnings(answer);
		if (warning !== undefined) {
			throw new PlatformError({
				message: 'Shopify did not use a part of the filters, so its answer would be wrong',
				advice: `${warning} Remove that filter, or use Get Many and count the items.`,
				code: 'SEARCH',
			});
		}
		return envelopeOf(answer).data as Node;
	}

	/**
	 * Changes something.
	 *
	 * @param text a document with one mutation
	 * @returns the mutation's payload
	 * @throws PlatformError for userErrors, with Shopify's words, field and code
	 */
	async mutate(text: string, variables: IDataObject, options: MutationOptions): Promise<Node> {
		for (let attempt = 0; ; attempt++) {
			const answer = await this.send(text, variables, options);
			const [payload] = Object.values(envelopeOf(answer).data ?? {});
			const refusal = userRefusal(payload);
			const done = answer.repeated === true && options.alreadyDone?.test(refusal?.message ?? '');
			if (!refusal || done) return (payload ?? {}) as Node;
			// An earlier attempt with the same idempotency key is still running: its answer will come.
			const running = /currently in progress, please try again/i.test(refusal.message);
			if (!running || attempt >= MAX_RUNNING) throw refusal;
			await sleep(RUNNING_MS, this.signal);
		}
	}

	/**
	 * Reads again and again, with growing pauses, until something is true.
	 *
	 * @param maxMs how long
	 * @returns the data that made it true, or undefined when the time is over
	 */
	async poll(
		text: string,
		variables: IDataObject,
		done: (data: Node) => boolean,
		maxMs: number,
	): Promise<Node | undefined> {
		const end = Date.now() + maxMs;
		for (let pause = 250; ; pause = Math.min(pause * 1.5, 5000)) {
			const data = await this.query(text, variables);
			if (done(data)) return data;
			if (Date.now() + pause > end) return undefined;
			await sleep(pause, this.signal);
		}
	}

	/** Sends a file to an address that Shopify gave for it. The shop's token is not sent there. */
	async upload(url: string, contentType: string, body: Buffer): Promise<{ status: number }> {
		const answer = (await this.context.helpers.httpRequest({
			method: 'POST',
			url,
			headers: { 'Content-Type': contentType },
			body,
			timeout: UPLOAD_TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})) as { statusCode: number };
		return { status: answer.statusCode };
	}

	/** Whatever the document is; for the user's own GraphQL. Mutations are not repeated. */
	async raw(text: string, variables: IDataObject): Promise<Node> {
		if (isQuery(text)) return await this.query(text, variables);
		const answer = await this.send(text, variables, {
			repeatable: false,
			check: 'whether the mutation was carried out',
		});
		for (const payload of Object.values(envelopeOf(answer).data ?? {})) {
			const refusal = userRefusal(payload);
			if (refusal) throw refusal;
		}
		return envelopeOf(answer).data as Node;
	}

	/** The selection of a payload, or of some of its fields, as text. `more` is selected beside it. */
	selection(table: Payload, fields?: readonly string[], more = ''): string {
		return print(merge(selectionOf(table, this.version, fields), select(more)));
	}

	/** The documented record of an object, its nested lists complete. */
	async record(table: Payload, node: unknown, fields?: readonly string[]): Promise<IDataObject> {
		await this.complete(table, [node as Node], fields);
		return convert(table, node as Node, fields);
	}

	/** Fetches what the first pages of nested lists left out, into the objects. */
	async complete(table: Payload, nodes: Node[], fields?: readonly string[]): Promise<void> {
		for (;;) {
			const rest = nodes.flatMap((node) => remainders(table, node, fields));
			if (rest.length === 0) return;
			await Promise.all(rest.map(async (remainder) => await this.fetchRest(remainder)));
		}
	}

	private async fetchRest({ parent, type, alias, field }: Remainder) {
		const written = field.nested?.connection ?? alias;
		const whole = typeof field.select === 'function' ? field.select(this.version) : field.select;
		const inside = whole[written];
		const connection = written.replace(/first: \d+/, 'first: $first, after: $after');
		const text = `query Rest($id: ID!, $first: Int!, $after: String) { node(id: $id) { ... on ${type} { ${connection} { ${inside === true ? '' : print(inside)} } } } }`;
		const list = parent[alias] as {
			nodes: unknown[];
			pageInfo: { hasNextPage: boolean; endCursor?: string };
		};
		const seen = new Set<string | undefined>();
		while (list.pageInfo.hasNextPage) {
			const after = list.pageInfo.endCursor;
			if (seen.has(after))
				throw new PlatformError({ message: `The list '${alias}' does not come to an end` });
			seen.add(after);
			const variables: IDataObject = { id: parent.id as string, after };
			const data = await this.query(text, {
				...variables,
				first: pageSize(text, variables, MAX_PAGE),
			});
			const more = (data.node as Node | null)?.[alias] as typeof list | undefined;
			if (!more)
				throw new PlatformError({
					message: `The rest of '${alias}' could not be read: its ${type} is gone`,
				});
			for (const node of more.nodes) list.nodes.push(node);
			list.pageInfo = more.pageInfo;
		}
	}

	/** One page of a list, as documented records. */
	async page(list: ListQuery, { limit, cursor }: PageRequest): Promise<Page> {
		const back = cursor?.startsWith(BACK) ?? false;
		const [size, from] = back ? ['last', 'before'] : ['first', 'after'];
		const args = [
			`${size}: $first, ${from}: $cursor`,
			list.query ? 'query: $query' : '',
			list.sortKey ? `sortKey: ${list.sortKey}` : '',
			list.reverse ? 'reverse: true' : '',
			list.args ?? '',
		].filter((part) => part !== '');
		const declared = `$first: Int!, $cursor: String${list.query ? ', $query: String' : ''}${list.of ? ', $id: ID!' : ''}`;
		const inside = `nodes { ${this.selection(list.table, list.fields, list.keep?.select)} } pageInfo { hasNextPage endCursor hasPreviousPage startCursor }`;
		const connection = `${list.root}(${args.join(', ')}) { ${inside} }`;
		const selected = list.of
			? `node(id: $id) { ... on ${list.of.type} { ${connection} } }`
			: connection;
		const text = `query List(${declared}) { ${selected} }`;
		const variables: IDataObject = {
			cursor: (back ? cursor?.slice(BACK.length) : cursor) ?? null,
			...(list.query ? { query: list.query } : {}),
			...(list.of ? { id: list.of.id } : {}),
		};
		const first = pageSize(text, variables, limit);
		const data = await this.query(text, { ...variables, first });
		const found = (list.of ? data.node : data) as Node | null;
		if (!found?.[list.root]) {
			throw new PlatformError({
				message: `${list.of?.id.split('/').slice(-2).join(' ') ?? list.root} was not found`,
				advice: 'Check the ID, and that the credential belongs to the shop that has it.',
				code: '404',
			});
		}
		const { nodes: all, pageInfo } = found[list.root] as { nodes: Node[]; pageInfo: Node };
		const nodes = list.keep ? all.filter((node) => list.keep?.test(node as IDataObject)) : all;
		await this.complete(list.table, nodes, list.fields);
		return {
			records: nodes.map((node) => convert(list.table, node, list.fields)),
			next: pageInfo.hasNextPage === true ? String(pageInfo.endCursor) : null,
			previous: pageInfo.hasPreviousPage === true ? BACK + String(pageInfo.startCursor) : null,
		};
	}

	/**
	 * Reads objects by id in one request.
	 *
	 * @returns one entry per id, in order: the documented record, or null when there is no such object
	 */
	async byIds(
		table: Payload,
		ids: string[],
		fields?: readonly string[],
	): Promise<Array<IDataObject | null>> {
		const text = `query ByIds($ids: [ID!]!) { nodes(ids: $ids) { ... on ${table.type} { __typename ${this.selection(table, fields)} } } }`;
		const data = await this.query(text, { ids });
		const nodes = (data.nodes as Array<Node | null>).map((node) =>
			node?.__typename === table.type ? node : null,
		);
		await this.complete(
			table,
			nodes.filter((node): node is Node => node !== null),
			fields,
		);
		return nodes.map((node) => node && convert(table, node, fields));
	}
}
