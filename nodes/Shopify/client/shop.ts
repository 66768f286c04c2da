import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import type { BulkList, Page, PageRequest, Sharing } from '../../shared/operation';
import { bucketFor } from '../../shared/pacing';
import type { BulkWish } from '../../shared/strategy';
import { parameter } from '../../shared/parameter';
import type { RequestContext } from '../../shared/request';
import type { Node, Payload, Remainder } from '../payloads/payload';
import { convert, nodesIn, remainders, selectionOf } from '../payloads/payload';
import { AdminApi } from './api';
import { bulkChoice } from './bulkChoice';
import { exportList } from './bulkExport';
import { MAX_PAGE, pageSize } from './cost';
import { REST_BUCKET } from './rest';
import { merge, print, select } from './selection';
import { shopOrigin } from './shopAddress';
import type { ApiVersion } from './versions';
import { PINNED_VERSION } from './versions';

/** Credential type of each choice of the Authentication parameter. */
export const CREDENTIAL_TYPES = new Map([
	['accessToken', 'shopifyAdminTokenApi'],
	['clientCredentials', 'shopifyAdminClientApi'],
	['oAuth2', 'shopifyAdminOAuth2Api'],
]);

/** The bucket of a Standard plan; the first answer tells the real one. */
const STANDARD_BUCKET = { capacity: 2000, restorePerSecond: 100 };

/** Marks a cursor that leads back, so that `previous_page` can be given as Page Cursor. */
const BACK = 'before:';

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
	/** Where bulk finds the objects of such a list: another root, and the field of its objects that holds one. */
	inBulk?: { root: string; field: string };
	/** Which objects count, where the search cannot tell exactly; `select` is what the test needs. */
	keep?: { select: string; test(node: IDataObject): boolean };
}

/**
 * Connects to the shop that the node's credential names.
 *
 * @param hint shows the user a remark above the node's output
 * @param sharing how the items of a run may share requests
 * @throws UserError when the shop's address would send the token elsewhere
 */
export async function connectShop(
	context: RequestContext,
	hint: (message: string) => void = () => undefined,
	sharing?: Sharing,
): Promise<Shop> {
	const option = (name: string, otherwise: string) => parameter(context, name, otherwise);
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
		sharing,
	);
}

const byIdsText = (type: string, selected: string) =>
	`query ByIds($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { __typename ${selected} } } }`;

/** Ids of several items in one list. */
const BY_IDS = { path: 'ids', most: MAX_PAGE, results: 'nodes' };

/** What was read, or Shopify's refusal for lack of an access scope. */
async function readOrDenied(read: () => Promise<Node>): Promise<Node | PlatformError> {
	return await read().catch((error: unknown) => {
		if (error instanceof PlatformError && error.code === 'ACCESS_DENIED') return error;
		return Promise.reject(error as Error);
	});
}

/**
 * One shop, as the operations see it: documented records and lists out of payload tables.
 */
export class Shop extends AdminApi {
	private readonly selections = new Map<Payload, Map<string, string>>();

	private readonly answers = new Map<string, Promise<Node>>();

	/** The selection of a payload, or of some of its fields, as text. `more` is selected beside it. */
	selection(table: Payload, fields?: readonly string[], more = ''): string {
		// Every item asks for it, and it is the same for nearly all of them.
		const known = this.selections.get(table) ?? new Map<string, string>();
		this.selections.set(table, known);
		const key = `${fields?.join() ?? '*'} ${more}`;
		const text =
			known.get(key) ?? print(merge(selectionOf(table, this.version, fields), select(more)));
		known.set(key, text);
		return text;
	}

	/** The answer to a query without variables, which is the same for all items: asked once per run. */
	async once(text: string): Promise<Node> {
		const answer = this.answers.get(text) ?? this.query(text);
		this.answers.set(text, answer);
		return await answer;
	}

	/**
	 * What a payload needs of several roots of the schema, in one request.
	 *
	 * Where the app may not read one of them, Shopify answers none if that one may not be null
	 * (recorded). Then each is asked for by itself, and a hint says what stays empty.
	 *
	 * @throws PlatformError when the app may read none of them
	 */
	async roots(table: Payload, fields?: readonly string[]): Promise<Node> {
		const selected = Object.entries(selectionOf(table, this.version, fields));
		const ask = async (roots: typeof selected) =>
			await this.query(`query Roots { ${print(Object.fromEntries(roots))} }`);
		const whole = await readOrDenied(async () => await ask(selected));
		if (!(whole instanceof PlatformError)) return whole;
		const answers = await Promise.all(
			selected.map(async (root) => await readOrDenied(async () => await ask([root]))),
		);
		const denials = answers.filter((answer) => answer instanceof PlatformError);
		if (denials.length === answers.length) throw denials[0];
		answers.forEach((answer, index) => {
			if (!(answer instanceof PlatformError)) return;
			const [root] = selected[index];
			const empty = Object.keys(table.fields).filter(
				(name) =>
					fields?.includes(name) !== false && root in selectionOf(table, this.version, [name]),
			);
			this.hint(`Left empty: ${empty.map((name) => `'${name}'`).join(', ')}. ${answer.message}.`);
		});
		return Object.assign({}, ...answers.filter((answer) => !(answer instanceof PlatformError)));
	}

	/** The documented record of an object, its nested lists complete. */
	async record(table: Payload, node: unknown, fields?: readonly string[]): Promise<IDataObject> {
		await this.completeOne(table, node as Node, fields);
		return convert(table, node as Node, fields);
	}

	/**
	 * Fetches what the first pages of an object's nested lists left out, into the object.
	 *
	 * @throws PlatformError when it was deleted meanwhile
	 */
	async completeOne(table: Payload, node: Node, fields?: readonly string[]): Promise<void> {
		if (await this.isCompleted(table, node, fields)) return;
		throw new PlatformError({
			message: `This ${table.type} was deleted while its lists were read`,
			code: '404',
		});
	}

	/**
	 * The same for many objects.
	 *
	 * @returns the objects without those that were deleted meanwhile: a list of now does not have them
	 */
	async complete(table: Payload, nodes: Node[], fields?: readonly string[]): Promise<Node[]> {
		const there = await Promise.all(
			nodes.map(async (node) => await this.isCompleted(table, node, fields)),
		);
		return nodes.filter((_node, index) => there[index]);
	}

	/** @returns whether the object is still there */
	private async isCompleted(table: Payload, node: Node, fields?: readonly string[]) {
		for (;;) {
			const rest = remainders(table, node, fields);
			if (rest.length === 0) return true;
			const there = await Promise.all(rest.map(async (one) => await this.fetchRest(one)));
			if (!there.includes(false)) continue;
			if (await this.isGone(node)) return false;
			// What remains is not whole, and it is no list of now without that part either.
			throw new PlatformError({
				message: `A part of an object was deleted while its lists were read (${table.type})`,
				advice: 'Run the node again.',
			});
		}
	}

	private async isGone({ id }: Node): Promise<boolean> {
		if (typeof id !== 'string') return false;
		return (
			(await this.query('query There($id: ID!) { node(id: $id) { id } }', { id })).node === null
		);
	}

	/** @returns whether the object that has the list is still there */
	private async fetchRest({ parent, type, alias, field }: Remainder): Promise<boolean> {
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
			const found = data.node as Node | null;
			if (!found) return false;
			const more = found[alias] as typeof list;
			for (const node of more.nodes) list.nodes.push(node);
			list.pageInfo = more.pageInfo;
		}
		return true;
	}

	/**
	 * A whole list through a bulk operation, as the same records.
	 *
	 * @returns undefined where pages are the better way
	 */
	async bulk(
		list: ListQuery,
		{ strategy, timeoutMs }: BulkWish,
		hint: (message: string) => void,
	): Promise<BulkList | undefined> {
		if ((list.of && !list.inBulk) || list.sortKey === 'RELEVANCE') return undefined;
		const choice = strategy === 'auto' ? await bulkChoice(this, list) : 'bulk';
		if (choice === 'pages') return undefined;
		const portions = exportList(this, list, { timeoutMs, hint });
		return { portions, tooLongForPages: choice === 'onlyBulk' };
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
		const kept = list.keep ? all.filter((node) => list.keep?.test(node as IDataObject)) : all;
		const nodes = await this.complete(list.table, kept, list.fields);
		return {
			records: nodes.map((node) => convert(list.table, node, list.fields)),
			next: pageInfo.hasNextPage === true ? String(pageInfo.endCursor) : null,
			previous: pageInfo.hasPreviousPage === true ? BACK + String(pageInfo.startCursor) : null,
		};
	}

	/**
	 * Reads an object by id; items that do so at the same time share a request, whose cost does not
	 * grow with their number.
	 *
	 * @returns the documented record, or null when there is no such object
	 */
	async byId(
		table: Payload,
		id: string,
		fields?: readonly string[],
		more: { first?: boolean } = {},
	): Promise<IDataObject | null> {
		const node = await this.nodeById(table.type, id, this.selection(table, fields), more);
		return node && (await this.record(table, node, fields));
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
		const text = byIdsText(table.type, this.selection(table, fields));
		const data = await this.query(text, { ids });
		const found = (data.nodes as Array<Node | null>).map((node) =>
			node?.__typename === table.type ? node : null,
		);
		const whole = new Set(await this.complete(table, nodesIn(found), fields));
		return found.map((node) => (node && whole.has(node) ? convert(table, node, fields) : null));
	}

	/**
	 * Like byId, for what is needed of an object before it is changed.
	 *
	 * @param selected GraphQL text
	 */
	async nodeById(
		type: string,
		id: string,
		selected: string,
		more: { first?: boolean } = {},
	): Promise<Node | null> {
		const text = byIdsText(type, selected);
		const data = await this.query(text, { ids: [id] }, { ...more, list: BY_IDS });
		const [node] = data.nodes as Array<Node | null>;
		return node?.__typename === type ? node : null;
	}
}
