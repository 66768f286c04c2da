import type { Desk, Subscription } from './desk.mts';
import { type Kind, type Letter } from './letter.mts';
import type { Outcome, Post, PostSettings, ReleaseOptions } from './post.mts';

/** A letter as the control endpoint shows it: the body as text, never the secret. */
export type ShownLetter = Omit<Letter, 'body'> & { body: string };

const MOST_SHOWN = 20_000;

function show(letter: Letter): ShownLetter {
	return { ...letter, body: letter.body.toString('utf8').slice(0, MOST_SHOWN) };
}

/** What a test may do with the webhooks of all rooms. */
export class WebhookControl {
	constructor(
		readonly post: Post,
		private readonly desks: ReadonlyMap<string, Desk>,
	) {}

	/** A platform's desk. Throws for an unknown platform. */
	desk(platform: string): Desk {
		const desk = this.desks.get(platform);
		if (desk === undefined) {
			throw new Error(`No platform ${platform}; there are ${[...this.desks.keys()].join(', ')}.`);
		}
		return desk;
	}

	/** Everything that is subscribed to. */
	subscriptions(platform = 'shopify'): Subscription[] {
		return this.desk(platform)
			.office.subscriptions()
			.map(({ id, topic, address }) => ({ id, topic, address }));
	}

	/** All letters since the start or the reset. */
	letters(): Letter[] {
		return this.post.letters;
	}

	/** Looks for changes that were made past the APIs. */
	notice(): void {
		for (const desk of this.desks.values()) desk.notice();
	}

	/** Changes how deliveries are made; those not named stay. */
	configure(change: Partial<PostSettings>): PostSettings {
		return Object.assign(this.post.settings, change);
	}

	/** From now on deliveries wait for `release`. */
	hold(): void {
		this.configure({ hold: true });
	}

	/** Sends what waits, with repeats and forgeries among it; see `Post.release`. */
	release(options: ReleaseOptions = {}): Promise<Outcome> {
		return this.post.release(options);
	}

	/** Sends a kind of a letter once; see `Post.send`. `missing` names headers to leave out. */
	send(number: number, kind: Kind, missing: string[] = []): Promise<Letter> {
		return this.post.send(number, kind, missing);
	}

	/** An event that changes nothing in the sandbox (app/scopes_update, themes/publish, …). */
	emit(topic: string, body: Record<string, unknown>, platform = 'shopify'): Letter[] {
		return this.desk(platform).emit(topic, body);
	}

	/** Waits until nothing is on its way. */
	settled(ms?: number): Promise<void> {
		return this.post.settled(ms);
	}

	reset(): void {
		this.post.reset();
		for (const desk of this.desks.values()) desk.reset();
	}
}

type Body = Record<string, unknown>;
type Call = (webhooks: WebhookControl, body: Body) => unknown;

const platformOf = ({ platform }: Body): string =>
	typeof platform === 'string' ? platform : 'shopify';

/** The calls below /control/webhooks. */
export const WEBHOOK_CALLS: Record<string, Call> = {
	'POST /control/webhooks/subscriptions': (webhooks, body) =>
		webhooks.subscriptions(platformOf(body)),
	'GET /control/webhooks/subscriptions': (webhooks) => webhooks.subscriptions(),
	'GET /control/webhooks/letters': (webhooks) => webhooks.letters().map(show),
	'POST /control/webhooks/settings': (webhooks, body) =>
		webhooks.configure(body as Partial<PostSettings>),
	'POST /control/webhooks/notice': (webhooks) => webhooks.notice(),
	'POST /control/webhooks/hold': (webhooks) => webhooks.hold(),
	'POST /control/webhooks/release': (webhooks, body) => webhooks.release(body as ReleaseOptions),
	'POST /control/webhooks/send': async (webhooks, { number, kind, missing }) =>
		show(await webhooks.send(Number(number), kind as Kind, (missing ?? []) as string[])),
	'POST /control/webhooks/emit': (webhooks, body) =>
		webhooks.emit(String(body.topic), (body.body ?? {}) as Body, platformOf(body)).map(show),
	'POST /control/webhooks/settled': async (webhooks) => {
		await webhooks.settled();
	},
};
