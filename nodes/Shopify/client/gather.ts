import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isObject } from '../../shared/json';
import type { Sharing } from '../../shared/operation';
import { Withdrawn } from '../../shared/operation';
import type { Answer } from '../../shared/request';
import { unknownOutcome } from '../../shared/request';
import type { Node } from '../payloads/payload';
import { envelopeOf, judge, refusedAtRoot, userErrorsOf } from './answers';
import { documentCost, isQuery } from './cost';
import { canShare, partOf, together } from './together';

export interface MutationOptions {
	/** Whether doing it twice has the effect of doing it once. */
	repeatable: boolean;
	/** Whether that is only so under its idempotency key: under another it would be done again. */
	keyed?: boolean;
	/**
	 * What Shopify says to a second request when it refuses to do a thing twice. After a lost answer
	 * that refusal means that the first request arrived.
	 */
	alreadyDone?: RegExp;
	/** What to look at in the shop when the outcome is unknown: "whether the order was cancelled". */
	check: string;
	/** Nothing was done for the item before: when the run stops, this may stay unsent. */
	first?: boolean;
	/** Where the entries of several items can stand in one list. */
	list?: ListPlace;
}

/** A list in the variables that takes one entry for each item. */
export interface ListPlace {
	/** 'metafields', 'input.quantities' */
	path: string;
	/** Most entries that Shopify takes. */
	most: number;
	/** The list of the answer whose entries belong to those of the input; others are shared. */
	results: string;
	/**
	 * Whether nothing at all was done when something was refused. The others are then sent again.
	 * Without it the mutation is all or nothing, as recorded.
	 */
	untouched?(payload: Node): boolean;
	/** Whether lists that differ in nothing but their entries go out one after the other. */
	inOrder?: boolean;
	/** What the app may do can differ between entries of different kinds: each kind has its own list. */
	kind?(entry: IDataObject): string;
}

/** One request of one item. */
interface Ask {
	text: string;
	variables: IDataObject;
	options: MutationOptions;
	/** Not to be put into one list with others, because Shopify found fault with it there. */
	alone?: boolean;
	/** Whether a request that held this one went out before without a usable answer. */
	repeated?: boolean;
	resolve(answer: Answer): void;
	reject(error: unknown): void;
}

/** What is sent as one call of the API: one ask, or several in one list. It stays as it is, with its key. */
interface Unit {
	asks: Ask[];
	variables: IDataObject;
	cost: number;
}

/** Calls in one document. Mutations run one after the other, and all have to be done in time. */
const MAX_UNITS = 10;

/** Full lists in one document. */
const MAX_LISTS = 4;

/** Points of a list of records that are so small that several lists can come in one answer. */
const SMALL_RECORDS = 10;

/** The way out for what was gathered. */
export interface Carrier {
	/** Sends one request and judges it as a whole. */
	alone(text: string, variables: IDataObject, options: MutationOptions): Promise<Answer>;
	/** Sends several in one document; what is refused of it comes back as an answer. */
	shared(text: string, variables: IDataObject, options: MutationOptions): Promise<Answer>;
	/** Whether an earlier attempt with the same idempotency key is still running. */
	running(answer: Answer): boolean;
	/** Most points that one request may cost. */
	most(): number;
}

type Path = readonly string[];

const at = (value: unknown, path: Path): unknown =>
	path.reduce<unknown>((inner, key) => (inner as Node | undefined)?.[key], value);

const put = (variables: IDataObject, [key, ...rest]: Path, value: unknown): IDataObject => ({
	...variables,
	[key]: (rest.length === 0
		? value
		: put(variables[key] as IDataObject, rest, value)) as IDataObject,
});

/**
 * Lets requests that many items make at the same time leave as few: with equal text and different
 * variables they become one list where the API takes one, otherwise parts of one document.
 *
 * Each ask is answered as if it had been sent alone. Where Shopify refuses something of a list or
 * a document before doing any of it, the parts at fault are sent alone, for their own errors, and
 * the others together again.
 */
export class Gatherer {
	private readonly groups = new Map<string, Ask[]>();

	private waking = false;

	private underWay = 0;

	private readonly queue: Array<() => void> = [];

	/** The last lists under way, where lists go out in order. */
	private readonly last = new Map<string, Promise<unknown>>();

	constructor(
		private readonly carrier: Carrier,
		private readonly sharing: Sharing,
	) {}

	/** @returns the answer to this request, as if it had been sent alone */
	async ask(text: string, variables: IDataObject, options: MutationOptions): Promise<Answer> {
		return await new Promise<Answer>((resolve, reject) => {
			this.add({ text, variables, options, resolve, reject });
		});
	}

	private add(ask: Ask) {
		const key = `${ask.alone === true}${ask.options.repeatable}${ask.text}`;
		const group = this.groups.get(key);
		if (group) group.push(ask);
		else this.groups.set(key, [ask]);
		void this.wake();
	}

	/** Whatever the items ask for in this turn is there in the next. */
	private async wake() {
		if (this.waking) return;
		this.waking = true;
		await sleep(0);
		this.waking = false;
		for (const [key, group] of [...this.groups]) {
			// Reads wait for company as long as other requests are under way, which will bring some.
			const full = Math.min(group[0].options.list?.most ?? MAX_UNITS, this.sharing.size);
			const patient = this.underWay > 0 && isQuery(group[0].text);
			const ready = patient ? group.length - (group.length % full) : group.length;
			const asks = group.splice(0, ready);
			if (group.length === 0) this.groups.delete(key);
			if (asks.length > 0) this.send(asks);
		}
	}

	private send(asks: Ask[]) {
		try {
			for (const units of this.documents(asks)) void this.inOrder(units);
		} catch (error) {
			for (const ask of asks) ask.reject(error);
		}
	}

	/** Lists that keep their order wait for the earlier ones, before they take a place. */
	private async inOrder(units: Unit[]) {
		const ordered = units.filter(({ asks: [{ options }] }) => options.list?.inOrder);
		if (ordered.length === 0) return await this.inTurn(units);
		const keys = ordered.map(({ asks: [ask] }) => JSON.stringify([ask.text, rest(ask)]));
		const earlier = Promise.all(keys.map(async (key) => await this.last.get(key)));
		const carried = earlier.then(async () => await this.inTurn(units));
		for (const key of keys) this.last.set(key, carried);
		await carried;
		for (const key of keys) if (this.last.get(key) === carried) this.last.delete(key);
	}

	/** At most so many requests at once as the user wants. */
	private async inTurn(units: Unit[]) {
		if (this.underWay >= this.sharing.requests) {
			await new Promise<void>((resolve) => this.queue.push(resolve));
		} else {
			this.underWay += 1;
		}
		try {
			await this.carry(units);
		} finally {
			const next = this.queue.shift();
			if (next) next();
			else this.underWay -= 1;
			void this.wake();
		}
	}

	/** Packs asks of one text into documents. */
	private documents(asks: Ask[]): Unit[][] {
		const documents: Unit[][] = [];
		const dearest = this.carrier.most();
		let document: Unit[] = [];
		let cost = 0;
		let entries = 0;
		for (const unit of this.units(asks)) {
			const count = unit.asks.length;
			const fits =
				document.length < MAX_UNITS &&
				cost + unit.cost <= dearest &&
				entries + count <= this.capacity(unit) &&
				canShare(unit.asks[0].text);
			if (document.length === 0 || !fits) {
				document = [];
				documents.push(document);
				cost = 0;
				entries = 0;
			}
			document.push(unit);
			cost += unit.cost;
			entries += count;
		}
		return documents;
	}

	/** Most entries in one document. */
	private capacity({ asks: [{ text, options }], cost }: Unit): number {
		const { list } = options;
		const lists = isQuery(text) && cost > SMALL_RECORDS ? 1 : MAX_LISTS;
		return Math.min(this.sharing.size, list ? list.most * lists : MAX_UNITS);
	}

	private units(asks: Ask[]): Unit[] {
		const [{ text, options, alone }] = asks;
		const unit = (members: Ask[]): Unit => {
			const variables = members.length === 1 ? members[0].variables : merged(members);
			return { asks: members, variables, cost: documentCost(text, variables) };
		};
		// The items of a list can be other ones when n8n runs the node again. Then only a key of its own
		// keeps an item from being done twice.
		const apart = alone || (options.keyed && this.sharing.retried);
		if (!options.list || apart) return asks.map((ask) => unit([ask]));
		const most = Math.min(options.list.most, this.sharing.size);
		const groups = new Map<string, Ask[][]>();
		for (const ask of asks) {
			const key = JSON.stringify([rest(ask), options.list.kind?.(entryOf(ask) as IDataObject)]);
			const chunks = groups.get(key) ?? [];
			groups.set(key, chunks);
			const last = chunks[chunks.length - 1];
			if (last && last.length < most) last.push(ask);
			else chunks.push([ask]);
		}
		return [...groups.values()].flat().map(unit);
	}

	/** Sends a document and answers its asks; it never throws. */
	private async carry(document: Unit[]): Promise<void> {
		const units = this.sharing.stopped() ? document.filter((unit) => !withdrawn(unit)) : document;
		if (units.length === 0) return;
		const [{ asks, variables }] = units;
		const [{ text, options }] = asks;
		const parts = units.length > 1;
		await answering(units, async () => {
			if (!parts && asks.length === 1) {
				give(asks[0], await this.carrier.alone(text, variables, options));
				return;
			}
			const sent = parts
				? together(
						text,
						units.map((unit) => unit.variables),
					)
				: { text, variables };
			const answer = await this.carrier.shared(sent.text, sent.variables, options);
			if (refusedWhole(answer, text)) {
				await this.apart(units, answer);
				return;
			}
			for (const [index, unit] of units.entries()) {
				const part = parts ? partOf(answer, index) : answer;
				await answering([unit], async () => await this.settle(unit, part));
			}
		});
	}

	/** Nothing of the document was done: it is sent again in halves, down to the part at fault. */
	private async apart(units: Unit[], answer: Answer): Promise<void> {
		const verdict = judge(answer);
		const refusal = verdict.kind === 'refused' ? verdict.error : undefined;
		if (refusal?.code === 'ACCESS_DENIED') throw refusal;
		const half = Math.ceil(units.length / 2);
		if (units.length > 1) {
			await this.carry(units.slice(0, half));
			await this.carry(units.slice(half));
		} else {
			this.halve(units[0].asks);
		}
	}

	/** Two lists in place of one that was refused without a word on the entry at fault. */
	private halve(asks: Ask[]) {
		const half = Math.ceil(asks.length / 2);
		this.send(asks.slice(0, half));
		this.send(asks.slice(half));
	}

	private async settle(unit: Unit, part: Answer): Promise<void> {
		const { asks, variables } = unit;
		const [{ text, options }] = asks;
		const verdict = judge(part);
		if (verdict.kind === 'broken' && !options.repeatable) {
			throw unknownOutcome(verdict.reason, options.check, verdict.code);
		}
		if (verdict.kind === 'refused') {
			if (asks.length === 1 || verdict.error.code === 'ACCESS_DENIED') throw verdict.error;
			// A gap in the answer to a mutation that ran: under another key it would run again.
			const safe = isQuery(text) || (options.repeatable && !options.keyed) || refusedAtRoot(part);
			if (!safe) throw unknownOutcome('an error', options.check, verdict.error.code);
			this.halve(asks);
			return;
		}
		// The same call once more, with the same key: the other parts are done.
		const again = verdict.kind !== 'accepted' || this.carrier.running(part);
		const answer = again ? await this.carrier.alone(text, variables, options) : part;
		// What was throttled had not been begun.
		if (again && verdict.kind !== 'throttled') answer.repeated = true;
		if (asks.length === 1) give(asks[0], answer);
		else this.distribute(asks, answer);
	}

	/** Gives each entry of a list its own part of the answer. */
	private distribute(asks: Ask[], answer: Answer) {
		const [{ text, options }] = asks;
		const { path, results, untouched } = options.list as ListPlace;
		const { data } = envelopeOf(answer);
		const [root] = Object.keys(data ?? {});
		const payload = (isQuery(text) ? data : data?.[root]) as Node;
		if (!isObject(payload)) throw unknownOutcome('an answer without data', options.check);
		const errors = userErrorsOf(payload);
		if (errors.length > 0) {
			if (untouched && !untouched(payload)) {
				throw unknownOutcome(`a refusal of some of ${asks.length}`, options.check);
			}
			const repeated = answer.repeated === true;
			this.again(
				asks.map((ask) => (repeated ? { ...ask, repeated } : ask)),
				entriesAtFault(errors, path),
			);
			return;
		}
		const list = payload[results];
		const told = !Array.isArray(list) || list.length === asks.length || asks.every(idOf);
		if (!told) {
			if (!isQuery(text)) throw unknownOutcome('an answer of another length', options.check);
			this.halve(asks);
			return;
		}
		asks.forEach((ask, index) => {
			const own = Array.isArray(list)
				? { ...payload, [results]: [belonging(list as unknown[], ask, index)] }
				: payload;
			const body = { ...envelopeOf(answer), data: isQuery(text) ? own : { [root]: own } };
			give(ask, { ...answer, body });
		});
	}

	/** The entries at fault alone, the others together; in halves when none was named. */
	private again(asks: Ask[], atFault: ReadonlySet<number>) {
		const named = asks.filter((_, index) => atFault.has(index));
		if (named.length === 0) {
			this.halve(asks);
			return;
		}
		for (const ask of named) this.add({ ...ask, alone: true });
		const others = asks.filter((_, index) => !atFault.has(index));
		for (const ask of others) this.add(ask);
	}
}

const give = ({ resolve, repeated }: Ask, answer: Answer) => {
	resolve(repeated ? { ...answer, repeated } : answer);
};

/** Whether Shopify refused the document before it ran: then there is no data at all. */
function refusedWhole(answer: Answer, text: string): boolean {
	const { data } = envelopeOf(answer);
	return data === undefined || (data === null && isQuery(text));
}

/** Whatever goes wrong is the outcome of all asks that it concerns. */
async function answering(units: Unit[], work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		for (const { asks } of units) for (const ask of asks) ask.reject(error);
	}
}

/** Takes a unit back that has not been sent, where its items allow it. */
function withdrawn({ asks }: Unit): boolean {
	// One that went out before may have been done: its outcome is still to be heard.
	if (!asks.every(({ options, repeated }) => options.first && !repeated)) return false;
	for (const ask of asks) ask.reject(new Withdrawn());
	return true;
}

const pathOf = ({ options }: Ask): Path => (options.list as ListPlace).path.split('.');

/** The entry that an ask wants in the list. */
const entryOf = (ask: Ask): unknown => (at(ask.variables, pathOf(ask)) as unknown[])[0];

const idOf = (ask: Ask): unknown => (entryOf(ask) as Node | null)?.id;

/** What has to be equal in all entries of one list: everything but the entry and its key. */
function rest(ask: Ask): IDataObject {
	return { ...put(ask.variables, pathOf(ask), null), key: undefined };
}

/** One list of all entries. Its idempotency key is that of just these entries. */
function merged(asks: Ask[]): IDataObject {
	const path = pathOf(asks[0]);
	const entries = asks.map(entryOf) as IDataObject[];
	const variables = put(asks[0].variables, path, entries);
	if (variables.key === undefined) return variables;
	const keys = asks.map((ask) => String(ask.variables.key)).join('\n');
	return { ...variables, key: createHash('sha256').update(keys).digest('hex').slice(0, 36) };
}

/** Positions in the list that errors name: ['input', 'quantities', '3', 'locationId'] → 3. */
function entriesAtFault(errors: ReturnType<typeof userErrorsOf>, path: string): Set<number> {
	const inside = path.split('.');
	const found = errors.map(({ field }) =>
		inside.every((part, index) => field?.[index] === part) ? Number(field?.[inside.length]) : NaN,
	);
	return new Set(found.filter(Number.isInteger));
}

/** The result of an entry: the one with its id, where both have one, otherwise the one at its place. */
function belonging(results: unknown[], ask: Ask, index: number): unknown {
	const id = idOf(ask);
	const own = (value: unknown) => (value as Node | null)?.id === id;
	return id === undefined || own(results[index]) ? results[index] : results.find(own);
}
