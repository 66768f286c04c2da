import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { InputError, nodeError, PlatformError } from './errors';
import type { Plan, SubscriptionApi, Wanted } from './subscriptions';
import { carryOut, checkAddress, isDone, ownAmong, planOf } from './subscriptions';
import type { AnyContext, TriggerPlatform } from './triggerPlatform';
import { chosenTopics, isTest, keptOf, option } from './triggerPlatform';
import { usableSecrets } from './webhook';

/** What n8n shows of a trigger that cannot be activated: one text, because it drops descriptions. */
function activationError(context: AnyContext, name: string, cause: unknown): NodeOperationError {
	const { advice } = cause as { advice?: unknown };
	const known = cause instanceof InputError || cause instanceof PlatformError;
	const error = nodeError(context.getNode(), cause);
	const said = [error.message, known ? advice : error.description].filter(
		(part) => typeof part === 'string' && part !== '',
	);
	return new NodeOperationError(
		context.getNode(),
		`${name} webhooks could not be set up. ${said.join('. ').replace(/([.!?])\. /g, '$1 ')}`,
	);
}

/** What the node's parameters and its credential ask for. */
async function wishOf<Client>(context: IHookFunctions, platform: TriggerPlatform<Client>) {
	const credentials = await context.getCredentials(platform.credentialType(context));
	if (usableSecrets(platform.secrets(credentials)).length === 0) {
		throw new InputError(
			'The credential has no secret to check the signature of webhooks with',
			platform.secretHelp,
		);
	}
	const topics = chosenTopics(context, (topic) => platform.topicKey(topic));
	if (topics.length === 0) {
		throw new InputError(
			'No topic is chosen',
			"Choose one under 'Topics', or enter one under 'Other Topics'.",
		);
	}
	const reason = option(context, 'catchUp', false) ? platform.noCatchUp?.(context) : undefined;
	if (reason !== undefined) throw new InputError(reason);
	const { origin } = platform.place(credentials);
	const address = checkAddress(context.getNodeWebhookUrl('default'), origin, platform.name);
	const settings = platform.settings(context);
	const wanted: Wanted[] = topics.map((topic) => ({ topic, address, settings }));
	const api = platform.subscriptions(await platform.connect(context), context);
	return { address, wanted, api };
}

const madeBefore = (context: IHookFunctions): string[] =>
	isTest(context) ? [] : (keptOf(context).subscriptions ?? []);

async function planFor<Client>(
	context: IHookFunctions,
	platform: TriggerPlatform<Client>,
): Promise<{ plan: Plan; api: SubscriptionApi }> {
	const { address, wanted, api } = await wishOf(context, platform);
	const own = ownAmong(await api.list(), address, madeBefore(context));
	return { api, plan: planOf(wanted, own, (topic) => api.topicKey(topic)) };
}

/** Codes of requests that got no usable answer: the status, or what happened to the connection. */
const NO_ANSWER = /^(?:5\d\d|429|200|E[A-Z_]+)$/;

/**
 * Whether n8n starts while the platform gives no answer. Its subscriptions go on delivering then, and
 * a refusal would make n8n close the address that they deliver to.
 */
function isHiccup(context: IHookFunctions, thrown: unknown): boolean {
	const isStart = ['init', 'leadershipChange'].includes(context.getActivationMode());
	const isSilent = thrown instanceof PlatformError && NO_ANSWER.test(thrown.code ?? '');
	return isStart && isSilent && madeBefore(context).length > 0;
}

/**
 * n8n's webhook methods: the platform's subscriptions of the node follow its activation.
 *
 * n8n asks `checkExists` at each activation and start, and calls `create` when it says no. Both look
 * at what the platform really has, so that a half-made, changed or vanished set is completed.
 */
export function subscriptionMethods<Client>(platform: TriggerPlatform<Client>) {
	return {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			try {
				return isDone((await planFor(this, platform)).plan);
			} catch (error) {
				const failure = activationError(this, platform.name, error);
				if (!isHiccup(this, error)) throw failure;
				this.logger.warn(`${failure.message} The subscriptions were taken for unchanged.`);
				return true;
			}
		},

		async create(this: IHookFunctions): Promise<boolean> {
			try {
				const { plan, api } = await planFor(this, platform);
				const subscriptions = await carryOut(plan, api);
				if (!isTest(this)) {
					const kept = keptOf(this);
					kept.subscriptions = subscriptions.map(({ id }) => id);
					kept.activeSince ??= new Date().toISOString();
				}
				return true;
			} catch (error) {
				throw activationError(this, platform.name, error);
			}
		},

		/** A failure is told in n8n's log only: n8n shows none here, and other nodes' turn must come. */
		async delete(this: IHookFunctions): Promise<boolean> {
			try {
				const address = this.getNodeWebhookUrl('default') ?? '';
				const api = platform.subscriptions(await platform.connect(this), this);
				const own = ownAmong(await api.list(), address, madeBefore(this));
				for (const subscription of own) await api.remove(subscription);
				if (!isTest(this)) delete keptOf(this).subscriptions;
				return true;
			} catch (error) {
				const { message } = nodeError(this.getNode(), error);
				this.logger.error(
					`The ${platform.name} webhooks of node '${this.getNode().name}' could not be removed: ${message}. Deliveries to them are refused. Remove them in the app's settings, or activate and deactivate the workflow again.`,
				);
				return false;
			}
		},
	};
}
