import type { Entity } from '../model.mts';
import type { Store } from '../store.mts';

/** A webhook subscription made by the Admin API. */
export interface WebhookSubscription extends Entity {
	/** As the enum writes it: ORDERS_UPDATED. */
	topic: string;
	uri: string;
	format: 'JSON' | 'XML';
	filter: string | null;
	includeFields: string[];
	metafieldNamespaces: string[];
	metafields: Array<{ namespace: string; key: string }>;
	name: string | null;
	createdAt: string;
	updatedAt: string;
}

const all = new WeakMap<Store, WebhookSubscription[]>();

/** The app's subscriptions, oldest first; a new shop has none. */
export function subscriptions(store: Store): WebhookSubscription[] {
	const found = all.get(store) ?? [];
	all.set(store, found);
	return found;
}

/** Forgets one, whoever wants it. */
export function removeSubscription(store: Store, id: string): boolean {
	const list = subscriptions(store);
	const at = list.findIndex((one) => one.id === id);
	if (at < 0) return false;
	store.remove(...list.splice(at, 1));
	return true;
}

/** The topics that the official schema's descriptions name otherwise than "`x/y` events". */
const OTHERS: Record<string, string> = {
	CUSTOMER_JOINED_SEGMENT: 'customer.joined_segment',
	CUSTOMER_LEFT_SEGMENT: 'customer.left_segment',
	CUSTOMER_TAGS_ADDED: 'customer.tags_added',
	CUSTOMER_TAGS_REMOVED: 'customer.tags_removed',
};

/** A topic as its header says it, read from the official schema's description of the enum value. */
export function topicName(value: string, description: string | null | undefined): string {
	return OTHERS[value] ?? /`([^`]+)` events/.exec(description ?? '')?.[1] ?? value.toLowerCase();
}
