import { createHash } from 'crypto';

/** Names that one process remembers for a node: enough for a day of a busy shop. */
const IN_PROCESS = 40_000;

/** Names that are saved with the workflow, for after a restart and for other processes. */
const SAVED = 6_000;

/** Sixty bits of a name's hash: of a billion names none is likely to be taken for a known one. */
const LENGTH = 10;

const hashed = (name: string): string =>
	createHash('sha256').update(name).digest('base64url').slice(0, LENGTH);

/**
 * Remembers names, the newest ones when there are too many. It does so at once, without waiting for
 * anything, so that of two calls at the same time only one is the first.
 */
export class Seen {
	private readonly hashes = new Set<string>();

	private known = '';

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

	add(name: string) {
		this.remember(hashed(name));
	}

	forget(names: readonly string[]) {
		for (const name of names) this.hashes.delete(hashed(name));
	}

	private remember(hash: string) {
		this.hashes.delete(hash);
		this.hashes.add(hash);
		if (this.hashes.size > this.most) {
			const [oldest] = this.hashes;
			this.hashes.delete(oldest);
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
		this.known = [...this.hashes].slice(-this.saved).join('');
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
