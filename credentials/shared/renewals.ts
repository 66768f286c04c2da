import { createHash } from 'crypto';

/** How long a new token answers those who still hold an older one, in milliseconds. */
const WINDOW = 30_000;

/** More logins than this renew at once only when something is wrong; the oldest entry goes. */
const MOST_ENTRIES = 100;

interface Renewal {
	token: Promise<string>;
	/** When the token came; undefined while it is being fetched. */
	doneAt?: number;
}

/**
 * Renewals that run, or ended less than WINDOW ago, by login. n8n asks once per refused request, so
 * twenty parallel requests with an expired token would fetch twenty tokens without it.
 */
export class Renewals {
	private readonly running = new Map<string, Renewal>();

	/** How many renewals are remembered now; for the tests. */
	get size(): number {
		this.forgetOld(Date.now());
		return this.running.size;
	}

	/**
	 * A token that is newer than `held`. Joins a renewal that runs, takes the result of one that has
	 * just ended when it is newer than `held`, and otherwise fetches. All callers of one fetch share
	 * its failure; the next caller tries again.
	 *
	 * @param login what the token is for; kept as a hash, so that no secret is held
	 */
	async newer(login: string[], held: unknown, fetch: () => Promise<string>): Promise<string> {
		const key = createHash('sha256').update(login.join('\n')).digest('hex');
		for (;;) {
			this.forgetOld(Date.now());
			const last = this.running.get(key);
			if (!last) break;
			const renewed = await last.token;
			if (renewed !== held) return renewed;
			// The newest token is the one that was refused. Whoever comes first here renews it,
			// and everybody else joins, because the entry is then another one.
			if (this.running.get(key) === last) break;
		}
		const renewal: Renewal = { token: fetch() };
		this.running.set(key, renewal);
		renewal.token.then(
			() => {
				renewal.doneAt = Date.now();
			},
			() => {
				// A failure is never remembered.
				if (this.running.get(key) === renewal) this.running.delete(key);
			},
		);
		return await renewal.token;
	}

	/** Forgets tokens that have answered long enough. Timers are not allowed in n8n nodes. */
	private forgetOld(now: number) {
		for (const [key, { doneAt }] of this.running) {
			// A clock that was set back must not keep a token alive.
			if (doneAt !== undefined && Math.abs(now - doneAt) >= WINDOW) this.running.delete(key);
		}
		for (const key of this.running.keys()) {
			if (this.running.size < MOST_ENTRIES) break;
			this.running.delete(key);
		}
	}
}
