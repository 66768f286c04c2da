import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { caughtUp, delivered, missedSince, MOST, runsOf, sinceWhen } from './catchUp';
import { InputError, nodeError } from './errors';
import type { Seen } from './seen';
import { seenBy } from './seen';
import type { TriggerPlatform } from './triggerPlatform';
import { advance, chosenTopics, isTest, keptOf, nameOf, option } from './triggerPlatform';

/** Noticed gaps are looked at no more often than this, in ms. */
const PAUSE_MS = 10 * 60_000;

/** Those that can start runs of what was missed: one for each active node in this process. */
const catchers = new Map<string, Catcher<unknown>>();

/** Makes good what was missed, on activation and when a gap is noticed. */
class Catcher<Client> {
	private lastAt = 0;

	private running = false;

	private closed = false;

	/** Ends with the latest run. */
	done: Promise<void> = Promise.resolve();

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly platform: TriggerPlatform<Client>,
	) {}

	notice() {
		if (!this.running && Date.now() - this.lastAt >= PAUSE_MS) this.start();
	}

	/** The workflow was deactivated, or is being activated anew: its next catcher does what is left. */
	close() {
		this.closed = true;
	}

	/** Runs beside whatever called it. */
	start() {
		this.done = this.run();
	}

	private async run(): Promise<void> {
		this.running = true;
		this.lastAt = Date.now();
		try {
			await this.catchUp();
		} catch (error) {
			if (!this.closed) this.tell(error);
		} finally {
			this.running = false;
		}
	}

	private tell(thrown: unknown) {
		const { context } = this;
		const error = nodeError(context.getNode(), thrown);
		error.message = `What was missed could not be caught up. ${error.message}`;
		context.logger.error(`${context.getNode().name}: ${error.message}`);
		// Not there in older versions of n8n.
		(context as Partial<ITriggerFunctions>).saveFailedExecution?.(error);
	}

	private async catchUp() {
		const { context, platform } = this;
		const kept = keptOf(context);
		const memory: Seen = seenBy(nameOf(context));
		memory.load(kept.seen);
		const begun = new Date().toISOString();
		const { activeSince = begun } = kept;
		kept.activeSince = activeSince;
		const lastSeen = memory.openSince(kept.lastSeen) ?? activeSince;
		const most = Number(option(context, 'catchUpDays', 7));
		const since = sinceWhen({ lastSeen, activeSince }, most, Date.now(), memory.reachesBackTo);
		const credentials = await context.getCredentials(platform.credentialType(context));
		const { shop } = platform.place(credentials);
		const topics = chosenTopics(context, (topic) => platform.topicKey(topic)).map((topic) =>
			platform.topicKey(topic),
		);
		const lists = platform.catchUp.filter(({ topic }) => topics.includes(platform.topicKey(topic)));
		const client = await platform.connect(context);
		const { missed, cutOff } = await missedSince(lists, client, since, memory);
		if (this.closed) return;
		// Meanwhile deliveries may have come: what they told is not told again.
		const due = missed.filter(({ name }) => !memory.has(delivered(name)));
		const items = due.map(({ topic, at, record }) => ({
			json: {
				...(platform.trim?.(record, context) ?? record),
				_webhook: {
					topic,
					shop,
					deliveryId: null,
					eventId: null,
					apiVersion: null,
					triggeredAt: at,
					receivedAt: begun,
					caughtUp: true,
				},
			},
		}));
		due.forEach(({ name }) => memory.add(caughtUp(name)));
		kept.seen = memory.live() as unknown as string;
		advance(kept, Date.parse(begun));
		memory.close();
		for (const run of runsOf(items)) context.emit([run]);
		if (cutOff.length > 0) throw tooMany(cutOff, since);
	}
}

const tooMany = (topics: string[], since: string) =>
	new InputError(
		`More than ${MOST} records were changed since ${since}, and only ${MOST} of them were looked at for ${topics.join(', ')}`,
		'Fetch the records that were changed since then with the Get Many operation, and handle those that have not run.',
	);

/**
 * A node's `trigger`: n8n calls it after the subscriptions were checked, at each activation and start,
 * in one process. With Catch Up it starts runs of what was missed; otherwise it does nothing.
 */
export async function startCatchUp<Client>(
	context: ITriggerFunctions,
	platform: TriggerPlatform<Client>,
): Promise<ITriggerResponse> {
	if (isTest(context)) return {};
	const name = nameOf(context);
	if (!option(context, 'catchUp', false)) {
		seenBy(name).close();
		return {};
	}
	const catcher = new Catcher(context, platform);
	catchers.set(name, catcher as Catcher<unknown>);
	catcher.start();
	return await Promise.resolve({
		closeFunction: async () => {
			catcher.close();
			if (catchers.get(name) === catcher) catchers.delete(name);
			return await Promise.resolve();
		},
	});
}

/** Tells the one that can catch up for a node, when there is one in this process, that a gap was noticed. */
export const noticeGap = (node: string): void => catchers.get(node)?.notice();

/** Waits until nothing is being caught up in this process. For tests. */
export async function caughtUpEverywhere(): Promise<void> {
	await Promise.all([...catchers.values()].map(async ({ done }) => await done));
}
