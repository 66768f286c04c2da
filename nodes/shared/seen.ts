import { createHash } from 'crypto';

/** Names that one process remembers for a node: enough for a day of a busy shop. */
const IN_PROCESS = 40_000;

/** Names that are saved with the workflow, for after a restart and for other processes. */
const SAVED = 6_000;

/** Sixty bits of a name's hash: of a billion names none is likely to be taken for a known one. */
const LENGTH = 10;

/** So long after its first delivery a process may come to activate its workflows, in ms. */
const START_MS = 30 * 60_000;

const hashed = (name: string): string =>
	createHash('sha256').update(name).digest('base64url').slice(0, LENGTH);

/**
 * Remembers names, the newest ones when there are too many. It does so at once, without waiting for
 * anything, so that of two calls at the same time only one is the first.
 */
export class Seen {
	/** Hashes of the names, and when each was heard of. */
	private readonly hashes = new Map<string, number>();

	private known = '';

	private forgottenUntil = 0;

	/** Up to when everything was seen before this process; null once that was caught up. */
	private open?: { lastSeen: string; until: number } | null;

	constructor(
		private readonly most = IN_PROCESS,
		private readonly saved = SAVED,
	) {}

	get size(): number {
		return this.hashes.size;
	}

	has(name: string): boolean {
		return this.hashes.has(hashed(name));
	}

	/** @returns whether any of the names was known; if none was, all are from now on */
	check(names: readonly string[]): boolean {
		const known = names.some((name) => this.has(name));
		if (!known) for (const name of names) this.remember(hashed(name));
		return known;
	}

	/** All names since this time are known, in ms since the epoch: those before it may be forgotten. */
	get reachesBackTo(): number {
		return this.forgottenUntil;
	}

	/**
	 * Keeps up to when everything was seen before this process, by the static data: the first
	 * deliveries after a start come before n8n activates the workflow, and are not to move it.
	 */
	begin(lastSeen: string | undefined) {
		if (this.open !== undefined || lastSeen === undefined) return;
		this.open = { lastSeen, until: Date.now() + START_MS };
	}

	/**
	 * Where the time begins that was not seen; from now on until it has been caught up, so that a
	 * failure loses nothing.
	 *
	 * @param lastSeen up to when everything was seen, by the static data
	 */
	openSince(lastSeen: string | undefined): string | undefined {
		if (this.open && this.open.until < Date.now()) this.open = undefined;
		this.begin(lastSeen);
		if (this.open) this.open.until = Infinity;
		return this.open?.lastSeen ?? lastSeen;
	}

	/** What was not seen has been caught up, or is not wanted. */
	close() {
		this.open = null;
	}

	add(name: string) {
		this.remember(hashed(name));
	}

	forget(names: readonly string[]) {
		for (const name of names) this.hashes.delete(hashed(name));
	}

	private remember(hash: string) {
		this.hashes.delete(hash);
		this.hashes.set(hash, Date.now());
		if (this.hashes.size > this.most) {
			const [[oldest, at]] = this.hashes;
			this.hashes.delete(oldest);
			this.forgottenUntil = Math.max(this.forgottenUntil, at);
		}
	}

	/** Adds what was saved before, by this process or another one. */
	load(text: unknown) {
		if (typeof text !== 'string' || text === this.known) return;
		this.known = text;
		for (let at = 0; at + LENGTH <= text.length; at += LENGTH) {
			const hash = text.slice(at, at + LENGTH);
			if (!this.hashes.has(hash)) this.remember(hash);
		}
	}

	/** The newest names as text, oldest first. */
	toText(): string {
		this.known = [...this.hashes.keys()].slice(-this.saved).join('');
		return this.known;
	}

	/**
	 * A value for n8n's static data that becomes text only when n8n writes it. n8n writes a copy per
	 * request and the last one wins, so each must hold what all requests up to then have seen.
	 */
	live(): object {
		return Object.defineProperty({}, 'toJSON', { value: () => this.toText() });
	}
}

const memories = new Map<string, Seen>();

/** The memory that all calls of one node share in this process. */
export function seenBy(node: string): Seen {
	let memory = memories.get(node);
	if (!memory) {
		memory = new Seen();
		memories.set(node, memory);
	}
	return memory;
}

/** Forgets the process's memories, as its end does. For tests of restarts. */
export const forgetProcess = () => memories.clear();
