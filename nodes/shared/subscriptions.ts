import { InputError } from './errors';

/** What a node wants to be told about. Settings are compared as text. */
export interface Wanted {
	topic: string;
	address: string;
	/** Whatever else belongs to the subscription, such as a filter; in a comparable form. */
	settings: string;
}

/** A subscription as the platform has it. */
export interface Subscription extends Wanted {
	id: string;
}

/** A platform's subscriptions of the app that the credential belongs to. */
export interface SubscriptionApi {
	list(): Promise<Subscription[]>;
	create(wanted: Wanted): Promise<Subscription>;
	/** Changes a subscription in place; left out where only a new one can be made. */
	update?(id: string, wanted: Wanted): Promise<void>;
	remove(subscription: Subscription): Promise<void>;
	topicKey(topic: string): string;
}

/** What has to be done. */
export interface Plan {
	keep: Subscription[];
	change: Array<{ from: Subscription; to: Wanted }>;
	create: Wanted[];
	remove: Subscription[];
}

const isSame = (one: Wanted, other: Wanted) =>
	one.address === other.address && one.settings === other.settings;

/**
 * The subscriptions among those of the app that belong to one node: those with its address, and those
 * that it made under an earlier address. The same path on another host may be another n8n's.
 */
export const ownAmong = (
	all: readonly Subscription[],
	address: string,
	madeBefore: readonly string[],
): Subscription[] => all.filter((one) => one.address === address || madeBefore.includes(one.id));

/** Compares what is wanted with what there is: one subscription for each topic. */
export function planOf(
	wanted: readonly Wanted[],
	own: readonly Subscription[],
	topicKey: (topic: string) => string,
): Plan {
	const plan: Plan = { keep: [], change: [], create: [], remove: [] };
	const left = new Set(own);
	for (const one of wanted) {
		const candidates = [...left].filter((other) => topicKey(other.topic) === topicKey(one.topic));
		const found = candidates.find((other) => isSame(other, one)) ?? candidates[0];
		if (!found) plan.create.push(one);
		else if (isSame(found, one)) plan.keep.push(found);
		else plan.change.push({ from: found, to: one });
		if (found) left.delete(found);
	}
	plan.remove.push(...left);
	return plan;
}

export const isDone = ({ change, create, remove }: Plan): boolean =>
	change.length + create.length + remove.length === 0;

/**
 * Carries a plan out: what is new first, what is too much last, so that nothing is missed in between.
 * When something is refused, what this call has made is removed again.
 *
 * @returns the node's subscriptions from now on
 */
export async function carryOut(plan: Plan, api: SubscriptionApi): Promise<Subscription[]> {
	const made: Subscription[] = [];
	const now = [...plan.keep];
	try {
		for (const wanted of plan.create) made.push(await api.create(wanted));
		for (const { from, to } of plan.change) {
			if (api.update) {
				await api.update(from.id, to);
				now.push({ ...to, id: from.id });
			} else {
				// Two subscriptions with one topic and address may not exist side by side.
				if (from.address === to.address) await api.remove(from);
				made.push(await api.create(to));
				if (from.address !== to.address) await api.remove(from);
			}
		}
		for (const subscription of plan.remove) await api.remove(subscription);
		return [...now, ...made];
	} catch (error) {
		await Promise.allSettled(made.map(async (one) => await api.remove(one)));
		throw asError(error);
	}
}

const asError = (thrown: unknown): Error =>
	thrown instanceof Error ? thrown : new Error(String(thrown));

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

const isLoopback = (address: string): boolean => {
	try {
		return LOOPBACK.test(new URL(address).hostname);
	} catch {
		return false;
	}
};

/**
 * Refuses an address that the platform could not deliver to.
 *
 * @param address n8n's address of the node's webhook
 * @param origin where the credential's requests go: a test server on this machine can reach it
 * @throws InputError that says what to set
 */
export function checkAddress(
	address: string | undefined,
	origin: string,
	platform: string,
): string {
	const url = address ?? '';
	if (isLoopback(url) && isLoopback(origin)) return url;
	if (/^https:\/\//i.test(url) && !isLoopback(url)) return url;
	throw new InputError(
		`${platform} delivers webhooks to public https addresses only, and n8n's is ${url.replace(/^(\w+:\/\/[^/]*).*$/, '$1') || 'not known'}`,
		'Set the environment variable WEBHOOK_URL of n8n (N8N_WEBHOOK_URL in newer versions) to the https address at which n8n can be reached from outside, restart n8n, and activate the workflow again.',
	);
}
