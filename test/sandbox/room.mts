import type { Incoming, Outgoing } from './http.mts';
import type { JournalEntry } from './journal.mts';
import type { Effect } from './shopify/store.mts';

/** One embedded shop of a platform, below a path prefix of its own. */
export interface Room {
	/** Every change of stored state, in order. */
	readonly effects: Effect[];
	/** Back to the freshly seeded shop. */
	reset(): void;
	/** What the platform fetches for a request before it is answered: an image from its address. */
	prepare?(request: Incoming): Promise<void>;
	/** Answers a request; `path` is what follows the room's prefix. */
	answer(path: string, request: Incoming, entry: JournalEntry): Outgoing | Promise<Outgoing>;
	/** What the platform says when its rate limit has no room. */
	throttledAnswer(request: Incoming, entry: JournalEntry): Outgoing;
}
