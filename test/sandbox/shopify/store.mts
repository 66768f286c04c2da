import { Random } from '../random.mts';
import { gid, IdSource } from './ids.mts';
import type {
	Collection,
	Customer,
	Entity,
	Job,
	Location,
	MediaImage,
	Order,
	Product,
	Publication,
	Shop,
	StagedUpload,
	Variant,
} from './model.mts';

/** One change of stored state: what a test reads to prove that nothing happened twice. */
export interface Effect {
	/** Running number, 1 first. */
	number: number;
	/** Root field that made the change, or "job". */
	mutation: string;
	/** Global id of the changed object. */
	id: string;
	change: string;
	/** The request (journal number) that caused it. */
	request: number;
}

export interface StoreOptions {
	seed: number;
	/** Where the sandbox clock starts; ISO 8601. */
	baseDate: string;
	/** How long a job runs, ms. */
	jobDelayMs: number;
	/** How long an image is processed, ms. */
	mediaDelayMs: number;
	/** How long new products, orders and customers are missing from lists and counts, ms. */
	searchLagMs: number;
}

/** The embedded shop's data: plain objects, indexed by global id. */
export class Store {
	readonly ids = new IdSource();
	readonly random: Random;
	readonly effects: Effect[] = [];
	readonly locations: Location[] = [];
	readonly publications: Publication[] = [];
	readonly products: Product[] = [];
	readonly collections: Collection[] = [];
	readonly customers: Customer[] = [];
	readonly orders: Order[] = [];
	readonly uploads = new Map<string, StagedUpload>();
	/** Files by the names that the file host serves them under, with what was uploaded. */
	readonly files = new Map<string, StagedUpload | undefined>();
	/** Origin under which the sandbox serves files; set by the room. */
	filesUrl = '';
	/** Orders ever made; the next order's number follows from it. */
	orderCount = 0;
	/** Journal number of the request that is being executed. */
	currentRequest = 0;
	/** Images made by the request that is being executed. */
	readonly freshMedia: MediaImage[] = [];
	/** While it is seeded its clock stands still: it was all made when the clock started. */
	seeding = true;
	private readonly jobs: Job[] = [];
	private shopRecord: Shop | undefined;
	private readonly byId = new Map<string, Entity>();
	private readonly listedAt = new Map<string, number>();
	private readonly baseTime: number;

	constructor(
		readonly options: StoreOptions,
		/** When the sandbox clock started, ms since 1970. */
		private readonly startedAt: number,
	) {
		this.random = new Random(options.seed);
		this.baseTime = Date.parse(options.baseDate);
	}

	get shop(): Shop {
		if (this.shopRecord === undefined) throw new Error('The sandbox shop is not seeded.');
		return this.shopRecord;
	}

	set shop(shop: Shop) {
		this.shopRecord = this.add(shop);
	}

	/** The sandbox clock, ms: the base date plus the time since the start. */
	now(): number {
		return this.baseTime + (this.seeding ? 0 : Date.now() - this.startedAt);
	}

	/** The sandbox clock as Shopify prints times. */
	timestamp(): string {
		return isoSeconds(this.now());
	}

	/** Makes an object findable by its id. */
	add<T extends Entity>(entity: T): T {
		this.byId.set(entity.id, entity);
		return entity;
	}

	/** Forgets objects. */
	remove(...entities: Entity[]): void {
		for (const entity of entities) this.byId.delete(entity.id);
	}

	/** The object with this global id, if there is one. */
	find(id: string): Entity | undefined {
		return this.byId.get(id);
	}

	/** The object with this global id, if it is of the type. */
	get<T extends Entity>(type: T['__typename'], id: string | null | undefined): T | undefined {
		const entity = id === null || id === undefined ? undefined : this.byId.get(id);
		return entity?.__typename === type ? (entity as T) : undefined;
	}

	order(id: string): Order | undefined {
		return this.get<Order>('Order', id);
	}

	product(id: string | null): Product | undefined {
		return this.get<Product>('Product', id);
	}

	variant(id: string | null): Variant | undefined {
		return this.get<Variant>('ProductVariant', id);
	}

	customer(id: string | null): Customer | undefined {
		return this.get<Customer>('Customer', id);
	}

	location(id: string | null): Location | undefined {
		return this.get<Location>('Location', id);
	}

	/** Marks a new object as not yet in the search index. */
	indexLater(entity: Entity): void {
		this.listedAt.set(entity.id, this.now() + this.options.searchLagMs);
	}

	/** Those objects that the search index knows already. */
	listed<T extends Entity>(entities: T[]): T[] {
		if (this.listedAt.size === 0) return entities;
		const now = this.now();
		return entities.filter((entity) => (this.listedAt.get(entity.id) ?? 0) <= now);
	}

	/** Records a change of stored state. */
	effect(mutation: string, id: string, change: string): void {
		const number = this.effects.length + 1;
		this.effects.push({ number, mutation, id, change, request: this.currentRequest });
	}

	/** Starts a job that becomes effective after the configured time. */
	startJob(finish: () => void): Job {
		const id = gid('Job', this.random.uuid());
		const dueAt = this.now() + this.options.jobDelayMs;
		const job: Job = this.add({ __typename: 'Job', id, dueAt, done: false, finish });
		this.jobs.push(job);
		return job;
	}

	/** In how many ms the next job becomes due; undefined while none is open. */
	nextDue(): number | undefined {
		const open = this.jobs.filter(({ done }) => !done).map(({ dueAt }) => dueAt);
		return open.length === 0 ? undefined : Math.max(0, Math.min(...open) - this.now());
	}

	/** Does what has become due. Called before every request, so that no timer is needed. */
	tick(): void {
		const now = this.now();
		for (const media of this.freshMedia.splice(0)) media.fresh = false;
		for (const job of this.jobs) {
			if (job.done || job.dueAt > now) continue;
			job.finish();
			job.done = true;
		}
	}
}

/** ISO 8601 in UTC with whole seconds. */
export function isoSeconds(time: number): string {
	return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
