import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHookFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { CatchUpList } from './catchUp';
import { parameter, splitList } from './parameter';
import type { RequestContext } from './request';
import type { SubscriptionApi } from './subscriptions';
import type { HeaderNames, SignatureEncoding } from './webhook';

/** What a trigger node gives this kit. */
export interface TriggerPlatform<Client> {
	/** As the user knows it: "Shopify". */
	name: string;
	headers: HeaderNames;
	encodings: readonly SignatureEncoding[];
	credentialType(context: RequestContext): string;
	/** The secrets that sign: the current one and the one before it. */
	secrets(credentials: ICredentialDataDecryptedObject): unknown[];
	/** Where the user finds the secret, for a credential without one. */
	secretHelp: string;
	/** The shop's domain, and the address that requests go to. */
	place(credentials: ICredentialDataDecryptedObject): { shop: string; origin: string };
	topicKey(topic: string): string;
	/** The topics as a subscription names them, and whatever else belongs to it, in comparable form. */
	settings(context: RequestContext): string;
	connect(context: RequestContext): Promise<Client>;
	subscriptions(client: Client, context: RequestContext): SubscriptionApi;
	catchUp: ReadonlyArray<CatchUpList<Client>>;
	/** Why what was missed cannot be caught up with the node's settings; undefined when it can. */
	noCatchUp?(context: RequestContext): string | undefined;
	/** Only the fields that deliveries have, for what is caught up. */
	trim?(record: IDataObject, context: RequestContext): IDataObject;
}

/** What a node keeps in n8n's database, with its workflow. */
export interface Kept extends IDataObject {
	/** IDs of the subscriptions that this node made. */
	subscriptions?: string[];
	/** Hashes of what was seen. */
	seen?: string;
	/** Up to when everything was seen, ISO 8601. */
	lastSeen?: string;
	/** When the node was first active, ISO 8601: what was before is not its business. */
	activeSince?: string;
}

export type AnyContext = IHookFunctions | ITriggerFunctions | IWebhookFunctions;

export const keptOf = (context: AnyContext): Kept => context.getWorkflowStaticData('node') as Kept;

/** Names a node among all in this process. */
export const nameOf = (context: AnyContext): string =>
	`${context.getWorkflow().id ?? ''}/${context.getNode().id}`;

/** The editor's "Fetch test event": it has its own address and remembers nothing. */
export const isTest = (context: AnyContext): boolean => context.getMode() === 'manual';

export const option = <T>(context: RequestContext, name: string, otherwise: T): T =>
	parameter(context, `triggerOptions.${name}`, otherwise);

/** The topics that the user chose from the list and typed, each once. */
export function chosenTopics(context: RequestContext, topicKey: (topic: string) => string) {
	const chosen = parameter<string[]>(context, 'topics', []);
	const typed = splitList(parameter(context, 'customTopics', ''));
	const topics = new Map<string, string>();
	for (const topic of [...chosen, ...typed]) {
		if (!topics.has(topicKey(topic))) topics.set(topicKey(topic), topic);
	}
	return [...topics.values()];
}

/** Moves the time up to which everything was seen. */
export function advance(kept: Kept, at: number | undefined) {
	const time = Math.min(at ?? Date.now(), Date.now());
	if (kept.lastSeen === undefined || Date.parse(kept.lastSeen) < time) {
		kept.lastSeen = new Date(time).toISOString();
	}
}
