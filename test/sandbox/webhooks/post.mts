import { Agent, request as httpRequest } from 'node:http';
import { Random } from '../random.mts';
import {
	type Attempt,
	FORGERIES,
	genuine,
	type Kind,
	KINDS,
	type Letter,
	type Sender,
	variant,
} from './letter.mts';

export interface PostSettings {
	/** Real time per documented time: 1/3600 makes four hours four seconds. */
	timeScale: number;
	/** How long an answer may take, ms. Shopify and SHOPLINE allow 5 s. */
	timeoutMs: number;
	/** How many deliveries are on their way at once. */
	concurrency: number;
	/** New letters wait for `release`. */
	hold: boolean;
}

export interface ReleaseOptions {
	order?: 'asMade' | 'reversed' | 'shuffled';
	/** So many further deliveries of letters among them, chosen by chance. */
	repeats?: number;
	/** Of the repeats, so many come by another subscription. */
	sameEvents?: number;
	/** So many forgeries of letters among them, of all kinds in turn. */
	forgeries?: number;
	concurrency?: number;
	/** How long all of it may take, ms; a minute by default. */
	waitMs?: number;
}

/** What came of a number of letters. */
export interface Outcome {
	sent: number;
	/** How often each status was answered, by kind. */
	statuses: Partial<Record<Kind, Record<string, number>>>;
	/** Of all answers, ms. */
	median: number;
	worst: number;
}

const DEFAULTS: PostSettings = {
	timeScale: 1 / 3600,
	timeoutMs: 5000,
	concurrency: 20,
	hold: false,
};
/** Each pause between repeats is so many times as long as the one before (inferred). */
const GROWTH = 1.6;
const LOOPBACK = /^(127(\.\d+){3}|localhost|\[::1\])$/;

/** Whether an address is on this machine. The sandbox calls no other. */
export function isLoopback(address: string): boolean {
	return URL.canParse(address) && LOOPBACK.test(new URL(address).hostname);
}

/** The post office of all rooms: delivers, repeats what failed, and forges on demand. */
export class Post {
	readonly letters: Letter[] = [];
	readonly settings: PostSettings = { ...DEFAULTS };
	private readonly senders = new Map<string, Sender>();
	private readonly timers = new Set<NodeJS.Timeout>();
	private readonly queue: Array<() => void> = [];
	private readonly agent = new Agent({ keepAlive: true });
	private random: Random;
	private underway = 0;
	private open = 0;
	private period = 0;

	constructor(private readonly seed: number) {
		this.random = new Random(seed + 5);
	}

	/** Makes a platform known. */
	register(sender: Sender): void {
		this.senders.set(sender.platform, sender);
	}

	/** Forgets all letters and stops all repeats. */
	reset(): void {
		this.period++;
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
		this.letters.length = 0;
		this.queue.length = 0;
		this.underway = this.open = 0;
		this.random = new Random(this.seed + 5);
		Object.assign(this.settings, DEFAULTS);
	}

	/** Ends everything. */
	close(): void {
		this.reset();
		this.agent.destroy();
	}

	/** Takes a genuine letter: unsigned headers and the body's bytes. Sends it, or holds it. */
	take(
		sender: Sender,
		to: { subscription: string; topic: string; address: string },
		headers: Record<string, string>,
		body: Buffer,
	): Letter {
		const letter = this.file(sender.platform, 'genuine', to, genuine(sender, headers, body));
		if (this.settings.hold) letter.state = 'held';
		else this.dispatch(letter, this.settings.concurrency);
		return letter;
	}

	/** Letters by number. Throws for an unknown one. */
	letter(number: number): Letter {
		const letter = this.letters[number - 1];
		if (letter === undefined) throw new Error(`There is no letter ${number}.`);
		return letter;
	}

	/** Sends a kind of a letter once, without repeats. Out: the new letter with its one attempt. */
	async send(number: number, kind: Kind, missing: string[] = []): Promise<Letter> {
		const copy = this.copy(this.letter(number), kind, missing);
		copy.attempts.push(await this.attempt(copy));
		copy.state = accepted(copy.attempts[0]) ? 'delivered' : 'failed';
		return copy;
	}

	/**
	 * Sends everything that was held, with repeats and forgeries among it, and goes on without
	 * holding. Out: what the receiver answered, when all is answered. Forgeries and repeats are
	 * sent once; a genuine letter that fails is repeated as the platform does.
	 */
	async release(options: ReleaseOptions = {}): Promise<Outcome> {
		const held = this.letters.filter((letter) => letter.state === 'held');
		const { repeats = 0, sameEvents = 0, forgeries = 0 } = options;
		const extra: Letter[] = [];
		for (let i = 0; i < repeats && held.length > 0; i++) {
			const kind = i < sameEvents ? 'sameEvent' : 'repeat';
			extra.push(this.copy(this.random.pick(held), kind, []));
		}
		for (let i = 0; i < forgeries && held.length > 0; i++) {
			extra.push(this.copy(this.random.pick(held), FORGERIES[i % FORGERIES.length], []));
		}
		const all = this.ordered([...held, ...extra], options.order ?? 'asMade');
		this.settings.hold = false;
		for (const letter of all) {
			letter.state = 'underway';
			this.dispatch(letter, options.concurrency ?? this.settings.concurrency);
		}
		await this.settled(options.waitMs);
		return outcome(all);
	}

	/** Waits until nothing is on its way or waits to be repeated; `ms` at most. */
	async settled(ms = 60_000): Promise<void> {
		const deadline = Date.now() + ms;
		while (this.open > 0) {
			if (Date.now() > deadline) throw new Error(`${this.open} letters are still on their way.`);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	private ordered(letters: Letter[], order: ReleaseOptions['order']): Letter[] {
		if (order === 'reversed') return letters.reverse();
		if (order !== 'shuffled') return letters;
		for (let i = letters.length - 1; i > 0; i--) {
			const j = this.random.int(0, i);
			[letters[i], letters[j]] = [letters[j], letters[i]];
		}
		return letters;
	}

	private sender(platform: string): Sender {
		const sender = this.senders.get(platform);
		if (sender === undefined) throw new Error(`The sandbox has no sender ${platform}.`);
		return sender;
	}

	private copy(letter: Letter, kind: Kind, missing: string[]): Letter {
		if (!KINDS.includes(kind)) {
			throw new Error(`Unknown kind ${String(kind)}; known are ${KINDS.join(', ')}.`);
		}
		const content = variant(letter, kind, this.sender(letter.platform), missing);
		return this.file(letter.platform, kind, letter, content, letter.number);
	}

	private file(
		platform: string,
		kind: Kind,
		{ subscription, topic, address }: Pick<Letter, 'subscription' | 'topic' | 'address'>,
		content: Pick<Letter, 'headers' | 'body'>,
		original?: number,
	): Letter {
		const number = this.letters.length + 1;
		const letter: Letter = {
			number,
			platform,
			kind,
			original: original ?? number,
			topic,
			subscription,
			address,
			...content,
			attempts: [],
			state: 'underway',
		};
		this.letters.push(letter);
		return letter;
	}

	/** Delivers a letter when its turn comes, and repeats a genuine one that fails. */
	private dispatch(letter: Letter, concurrency: number): void {
		if (!isLoopback(letter.address)) {
			letter.state = 'outside';
			return;
		}
		this.open++;
		const { period } = this;
		const turn = (): void => {
			this.underway++;
			void this.attempt(letter).then((attempt) => {
				if (period !== this.period) return;
				this.underway--;
				letter.attempts.push(attempt);
				this.next(concurrency);
				this.after(letter, concurrency);
			});
		};
		this.queue.push(turn);
		this.next(concurrency);
	}

	private next(concurrency: number): void {
		while (this.underway < concurrency && this.queue.length > 0) this.queue.shift()?.();
	}

	private after(letter: Letter, concurrency: number): void {
		this.open--;
		if (accepted(letter.attempts.at(-1))) {
			letter.state = 'delivered';
			return;
		}
		const { retries, givenUp } = this.sender(letter.platform);
		const failures = letter.attempts.length;
		if (letter.kind !== 'genuine' || failures > retries.count) {
			letter.state = 'failed';
			if (letter.kind === 'genuine') givenUp(letter.subscription);
			return;
		}
		// The pauses grow, and together they fill the documented window.
		const first = (retries.windowMs * (GROWTH - 1)) / (GROWTH ** retries.count - 1);
		const pause = first * GROWTH ** (failures - 1) * this.settings.timeScale;
		this.open++;
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			this.open--;
			this.dispatch(letter, concurrency);
		}, pause);
		this.timers.add(timer);
	}

	/** One POST. Anything but an answer in time is an attempt with status 0. */
	private attempt(letter: Letter): Promise<Attempt> {
		const at = Date.now();
		const begun = performance.now();
		return new Promise((resolve) => {
			const end = (status: number, answer: string): void => {
				clearTimeout(patience);
				resolve({ at, status, took: performance.now() - begun, answer: answer.slice(0, 300) });
			};
			const sent = httpRequest(
				letter.address,
				{
					method: 'POST',
					agent: this.agent,
					headers: { ...letter.headers, 'Content-Length': letter.body.length },
				},
				(response) => {
					const chunks: Buffer[] = [];
					response.on('data', (chunk: Buffer) => chunks.push(chunk));
					response.on('error', (error) => end(0, error.message));
					response.on('end', () => {
						end(response.statusCode ?? 0, Buffer.concat(chunks).toString('utf8'));
					});
				},
			);
			const patience = setTimeout(() => {
				sent.destroy(new Error('no answer in time'));
			}, this.settings.timeoutMs);
			sent.on('error', (error) => end(0, error.message));
			sent.end(letter.body);
		});
	}
}

/** Shopify counts every status of the 200s as received; the others are taken to do so, too. */
function accepted(attempt: Attempt | undefined): boolean {
	return attempt !== undefined && attempt.status >= 200 && attempt.status < 300;
}

function outcome(letters: Letter[]): Outcome {
	const statuses: Outcome['statuses'] = {};
	const times: number[] = [];
	for (const { kind, attempts } of letters) {
		for (const { status, took } of attempts) {
			const ofKind = (statuses[kind] ??= {});
			ofKind[status] = (ofKind[status] ?? 0) + 1;
			times.push(took);
		}
	}
	times.sort((a, b) => a - b);
	return {
		sent: letters.length,
		statuses,
		median: times[Math.floor(times.length / 2)] ?? 0,
		worst: times.at(-1) ?? 0,
	};
}
