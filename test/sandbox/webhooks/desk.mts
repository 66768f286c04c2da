import { Random } from '../random.mts';
import { type Change, type Seen, type Topic, Watch } from './changes.mts';
import type { Letter, Sender } from './letter.mts';
import type { Post } from './post.mts';

/** What every platform's subscription has. */
export interface Subscription {
	id: string;
	/** As the topic's header says it: orders/updated. */
	topic: string;
	address: string;
}

/** Something that happened in a shop. */
export interface Happening {
	topic: string;
	/** The object's id as the shop stores it; null where none is meant. */
	id: string | null;
	body: Record<string, unknown>;
	eventId: string;
	/** The sandbox clock, ISO 8601. */
	at: string;
}

/** What a platform knows about its webhooks. */
export interface Office<S extends Subscription = Subscription> {
	sender: Sender;
	topics: readonly Topic[];
	/** Everything that is subscribed to now. */
	subscriptions(): S[];
	/** All objects of a kind as they are now. */
	show(kind: string): Seen[];
	/** The object as its deliveries show it; a gone one by its id alone. */
	body(kind: string, id: string): Record<string, unknown>;
	/** A delivery's headers and body; undefined when the subscription's filter holds it back. */
	wrap(
		subscription: S,
		happening: Happening,
	): { headers: Record<string, string>; body: Buffer } | undefined;
	/** The sandbox clock, ISO 8601. */
	now(): string;
	/** Does what has become due, and says in how many ms more becomes due. */
	due?(): number | undefined;
}

/** One room's desk at the post office: turns what happens in the shop into letters. */
export class Desk {
	private readonly watch: Watch;
	private readonly random: Random;
	private timer: NodeJS.Timeout | undefined;

	constructor(
		readonly post: Post,
		readonly office: Office,
		seed: number,
		/** Whether anything can have happened: not in a shop that nobody has looked at. */
		private readonly awake: () => boolean,
	) {
		this.watch = new Watch((kind) => office.show(kind));
		this.random = new Random(seed + 7);
		post.register(office.sender);
	}

	reset(): void {
		clearTimeout(this.timer);
		this.timer = undefined;
		this.watch.reset();
	}

	/** Looks for changes since the last look, and delivers what somebody has subscribed to. */
	notice(): void {
		if (!this.awake()) return;
		const { office } = this;
		const wait = office.due?.();
		const wanted = new Set(office.subscriptions().map(({ topic }) => topic));
		const topics = office.topics.filter(({ topic }) => wanted.has(topic));
		for (const change of this.watch.look(topics.map(({ kind }) => kind))) {
			this.tell(change, topics);
		}
		clearTimeout(this.timer);
		if (wait === undefined || wanted.size === 0) return;
		this.timer = setTimeout(() => this.notice(), wait + 5);
		this.timer.unref();
	}

	/** Delivers an event that changes nothing here. Out: the letters, one per subscription. */
	emit(topic: string, body: Record<string, unknown>, id: string | null = null): Letter[] {
		const happening = { topic, id, body, eventId: this.random.uuid(), at: this.office.now() };
		return this.deliver(happening);
	}

	/**
	 * One change of one object may be an event of several topics (a cancelled order is updated,
	 * too). Whether a platform gives them one event id is not documented; here they share it, which
	 * is the harder case for a receiver.
	 */
	private tell(change: Change, topics: readonly Topic[]): void {
		const eventId = this.random.uuid();
		for (const { topic, kind, when, body } of topics) {
			if (kind !== change.kind || !when(change)) continue;
			const shown = body?.(change) ?? this.office.body(kind, change.id);
			this.deliver({ topic, id: change.id, body: shown, eventId, at: this.office.now() });
		}
	}

	private deliver(happening: Happening): Letter[] {
		const { office, post } = this;
		return office
			.subscriptions()
			.filter(({ topic }) => topic === happening.topic)
			.flatMap((subscription) => {
				const wrapped = office.wrap(subscription, happening);
				if (wrapped === undefined) return [];
				const { id, topic, address } = subscription;
				const to = { subscription: id, topic, address };
				return [post.take(office.sender, to, wrapped.headers, wrapped.body)];
			});
	}
}
