import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Page, PageRequest } from './operation';
import { followPages } from './paging';
import type { Seen } from './seen';
import { subjectOf } from './webhook';

/** A topic whose records can be listed, so that missed events can be made good. */
export interface CatchUpList<Client> {
	topic: string;
	/** The field of the record that says when the event was. */
	time: string;
	/** Whether it happens to a record once only, such as its creation. */
	once: boolean;
	/** Lists records that were changed since a time (ISO 8601); others are sorted out. */
	list(client: Client, since: string, page: PageRequest): Promise<Page>;
}

/** What was missed. */
export interface Missed {
	topic: string;
	at: string;
	record: IDataObject;
	/** The name under which the memory knows it. */
	name: string;
}

/** Most records of one topic that are looked at, at once: what is missed is held in memory. */
export const MOST = 10_000;

/** Items of one run: a long absence is not to become one run that nobody can look at. */
const ITEMS_PER_RUN = 50;

/** Events reach us in any order, and the platform's search lags: this much is looked at again, in ms. */
const OVERLAP_MS = 10 * 60_000;

/**
 * The name of an event by its record, which deliveries and lists have in common: the topic, the
 * record's id and, where it can happen again, the time.
 *
 * @returns undefined when the record does not say it
 */
export function eventName(
	{ topic, time, once }: Pick<CatchUpList<unknown>, 'topic' | 'time' | 'once'>,
	record: IDataObject,
): string | undefined {
	const subject = subjectOf(record);
	const at = Date.parse(String(record[time] ?? ''));
	if (subject === undefined || (!once && Number.isNaN(at))) return undefined;
	return `${topic} ${subject} ${once ? '' : at}`;
}

/** Told by a delivery; what was caught up is remembered apart, because it replaces the delivery. */
export const delivered = (name: string): string => `delivered ${name}`;
export const caughtUp = (name: string): string => `caught up ${name}`;

/**
 * Where to begin, so that nothing since the last seen event is missed: not before the node was first
 * active, at most some days back, and not before what the memory knows. Times of records have no
 * fractions of seconds.
 */
export function sinceWhen(
	{ lastSeen, activeSince }: { lastSeen: string; activeSince: string },
	mostDays: number,
	now: number,
	knownSince = 0,
): string {
	const at = Math.max(
		Date.parse(lastSeen) - OVERLAP_MS,
		Date.parse(activeSince),
		now - mostDays * 86_400_000,
		knownSince,
	);
	return new Date(Math.floor(at / 1000) * 1000).toISOString();
}

/**
 * Lists what happened since a time and has neither been delivered nor caught up, oldest first.
 *
 * @returns beside it the topics whose list is longer than MOST, so that its end was not looked at
 * @throws what a list throws: nothing has been remembered by then
 */
export async function missedSince<Client>(
	lists: ReadonlyArray<CatchUpList<Client>>,
	client: Client,
	since: string,
	memory: Seen,
): Promise<{ missed: Missed[]; cutOff: string[] }> {
	const missed = new Map<string, Missed>();
	const cutOff: string[] = [];
	for (const list of lists) {
		const { records, next } = await followPages(
			async (page) => await list.list(client, since, page),
			{
				limit: MOST,
			},
		);
		if (next !== null) cutOff.push(list.topic);
		for (const record of records) {
			const name = eventName(list, record);
			const at = Date.parse(String(record[list.time] ?? ''));
			if (name === undefined || Number.isNaN(at) || at < Date.parse(since)) continue;
			if (memory.has(delivered(name)) || memory.has(caughtUp(name))) continue;
			missed.set(name, { topic: list.topic, at: new Date(at).toISOString(), record, name });
		}
	}
	const inOrder = [...missed.values()].sort(
		(one, other) => Date.parse(one.at) - Date.parse(other.at),
	);
	return { missed: inOrder, cutOff };
}

/** Cuts a list of items into runs. */
export function runsOf(items: INodeExecutionData[]): INodeExecutionData[][] {
	const runs: INodeExecutionData[][] = [];
	for (let at = 0; at < items.length; at += ITEMS_PER_RUN) {
		runs.push(items.slice(at, at + ITEMS_PER_RUN));
	}
	return runs;
}
