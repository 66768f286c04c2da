import { type Incoming, isRecord, jsonBody, type Outgoing } from '../http.mts';
import { fileIn, json, listIn, namesIn, noRoute, refused, windowOn } from './answers.mts';
import type { MedusaRoom } from './room.mts';
import { type Product, type Row, textOf, without } from './store.mts';
import { carryOut, ordersCsv, type Plan, planOf, productsV1 } from './tables.mts';

/*
 * Medusa 1.20 as it was measured: statuses, texts and shapes are those of a real server.
 */

const RELATIONS = ['variants', 'variants.prices', 'variants.options', 'images', 'options', 'tags'];

const STRATEGIES = ['product-export', 'product-import', 'order-export', 'price-list-import'];

/** What list parameters the validator knows; `status` is not among them. */
const LIST_PARAMETERS = [
	...['limit', 'offset', 'expand', 'order', 'id', 'type', 'confirmed_at', 'pre_processed_at'],
	...['completed_at', 'failed_at', 'canceled_at', 'created_at', 'updated_at'],
];

interface Job extends Row {
	status: string;
	/** Not part of the answer: what happens next, and when. */
	hidden: { steps: Array<{ at: number; to: string }>; plan?: Plan; user: string };
}

/** The jobs of one server. */
export class Medusa1 {
	readonly jobs: Job[] = [];

	constructor(private readonly room: MedusaRoom) {}

	answer(path: string, request: Incoming): Outgoing {
		const { method } = request;
		if (path === '/health') return { status: 200, body: 'OK' };
		if (path.startsWith('/uploads/')) return this.room.fileAt(path.slice('/uploads/'.length));
		if (method === 'POST' && path === '/admin/auth/token') return this.logIn(request);
		if (!path.startsWith('/admin')) return noRoute(method, path);
		const user = this.userOf(request);
		if (!user) return { status: 401, headers: TEXT, body: 'Unauthorized' };
		return this.signedIn(method, path, request, user) ?? noRoute(method, path);
	}

	private logIn(request: Incoming): Outgoing {
		const token = this.room.sessionFor(jsonBody(request));
		if (!token) return { status: 401, headers: TEXT, body: 'Unauthorized' };
		return json({ access_token: token });
	}

	private userOf({ headers }: Incoming): string | undefined {
		const { apiToken, sessions } = this.room;
		if (headers['x-medusa-access-token'] === apiToken) return 'usr_01OWNER';
		const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
		return bearer !== undefined && sessions.has(bearer) ? 'usr_01OWNER' : undefined;
	}

	private signedIn(
		method: string,
		path: string,
		request: Incoming,
		user: string,
	): Outgoing | undefined {
		const [, , name = '', id, action] = path.split('/');
		if (method === 'GET' && path === '/admin/auth') return json({ user: { id: user } });
		if (method === 'DELETE' && path === '/admin/uploads') {
			const key = textOf(jsonBody(request)?.file_key);
			this.room.store.files.delete(key);
			return json({ id: key, object: 'file', deleted: true });
		}
		if (name === 'uploads' && method === 'POST') return this.uploads(path, request);
		if (name === 'batch-jobs') {
			if (method === 'POST' && id === undefined) return this.create(request, user);
			if (method === 'GET' && id === undefined) return this.list(request.query, user);
			return this.one(method, id, action, user);
		}
		return method === 'GET' && id === undefined ? this.room.list(name, request.query) : undefined;
	}

	private uploads(path: string, request: Incoming): Outgoing | undefined {
		if (path === '/admin/uploads/protected') {
			const file = fileIn(request, 'files');
			if (!file) return refused(400, 'invalid_data', 'No file was given');
			const key = `${Date.now()}-${file.name}`;
			this.room.store.files.set(key, file.data);
			return json({ uploads: [{ url: `${this.room.baseUrl}/uploads/private/${key}`, key }] });
		}
		if (path === '/admin/uploads/download-url') {
			const key = textOf(jsonBody(request)?.file_key);
			// An unknown key gets an address as well, where nothing is.
			return json({ download_url: this.room.addressOf(key) });
		}
		return undefined;
	}

	private create(request: Incoming, user: string): Outgoing {
		const body = jsonBody(request) ?? {};
		const { type, context, dry_run: dryRun = false, ...others } = body;
		const [foreign] = Object.keys(others);
		if (foreign !== undefined) {
			return refused(400, 'invalid_data', `property ${foreign} should not exist`);
		}
		if (typeof type !== 'string') return refused(400, 'invalid_data', 'type must be a string');
		if (!isRecord(context)) return refused(400, 'invalid_data', 'context must be an object');
		if (!STRATEGIES.includes(type)) {
			const message = `Unable to find a BatchJob strategy with the type ${type}`;
			return refused(404, 'not_found', message);
		}
		const now = this.room.now();
		// What a client sends as list_config and shape is thrown away.
		const own = without(context, 'list_config', 'shape');
		const isExport = type.endsWith('-export');
		const { limit = 50, offset = 0, order = 'created_at' } = own;
		const job: Job = {
			dry_run: dryRun === true,
			type,
			created_by: user,
			context: isExport
				? {
						...own,
						list_config: {
							relations: RELATIONS,
							skip: offset,
							take: limit,
							order: { [String(order)]: order === 'created_at' ? 'DESC' : 'ASC' },
						},
					}
				: own,
			id: this.room.store.id('batch'),
			deleted_at: null,
			result: null,
			pre_processed_at: null,
			processing_at: null,
			confirmed_at: null,
			completed_at: null,
			canceled_at: null,
			failed_at: null,
			created_at: now,
			updated_at: now,
			status: 'created',
			hidden: { steps: [], user },
		};
		this.jobs.push(job);
		this.room.store.changed('batchJobCreate', job.id, type);
		// A file that is not there: the server writes a line to its log, and nothing else ever happens.
		const missing = type === 'product-import' && !this.room.store.files.has(String(own.fileKey));
		if (!missing && !this.room.stuck) this.plan(job, ['pre_processed']);
		if (!missing && !this.room.stuck && dryRun !== true) {
			this.plan(job, ['confirmed', 'processing', 'completed']);
		}
		return json({ batch_job: this.shown(job) }, 201);
	}

	/** Steps follow each other, each a part of the job's time later. */
	private plan(job: Job, to: string[]) {
		const { steps } = job.hidden;
		const from = steps[steps.length - 1]?.at ?? Date.now();
		const pause = this.room.jobMs / 2 / to.length;
		to.forEach((one, index) => steps.push({ at: from + pause * (index + 1), to: one }));
	}

	/** Brings a job to where it is by now. */
	private settle(job: Job) {
		while (job.hidden.steps.length > 0 && job.hidden.steps[0].at <= Date.now()) {
			const step = job.hidden.steps.shift();
			if (step) this.move(job, step.to);
		}
	}

	private move(job: Job, status: string) {
		const failure = this.room.failure;
		const reasons =
			status === 'pre_processed' && job.type === 'product-import'
				? this.read(job)
				: status === 'completed' && failure
					? failure
					: undefined;
		if (status === 'completed' && !reasons) this.finish(job);
		const reached = reasons ? 'failed' : status;
		job.status = reached;
		job[`${reached}_at`] = job.updated_at = this.room.now();
		if (reasons) {
			job.result = { ...(isRecord(job.result) ? job.result : {}), errors: reasons };
			job.hidden.steps = [];
		}
	}

	/** Reads the file of an import. Out: what is wrong with it. */
	private read(job: Job): unknown[] | undefined {
		const key = String((job.context as Record<string, unknown>).fileKey);
		const text = this.room.store.files.get(key)?.toString('utf8') ?? '';
		const plan = planOf(this.room.store, text, 1);
		const [unknown] = plan.refused ?? [];
		if (unknown !== undefined) {
			return [
				`The csv file parsing failed due to: Unable to treat column ${unknown} from the csv file. No target column found in the provided schema`,
			];
		}
		job.hidden.plan = plan;
		job.result = {
			operations: {
				PRODUCT_CREATE: plan.productsToCreate,
				PRODUCT_UPDATE: plan.productsToUpdate,
				VARIANT_CREATE: plan.variantsToCreate,
				VARIANT_UPDATE: plan.variantsToUpdate,
			},
		};
		return undefined;
	}

	private finish(job: Job) {
		const { store } = this.room;
		if (job.type === 'product-import' && job.hidden.plan) {
			carryOut(store, job.hidden.plan);
			return;
		}
		const context = job.context as { filterable_fields?: Record<string, unknown> };
		const filters = context.filterable_fields ?? {};
		const orders = job.type === 'order-export';
		const products = store.products.filter((one) => fits(one, filters));
		const text = orders ? ordersCsv(store.orders, ';') : productsV1(products);
		const stamp = Date.now();
		const key = `exports/${orders ? 'orders' : 'products'}/${stamp}-${String(job.type)}-${stamp}.csv`;
		store.files.set(key, Buffer.from(text));
		const size = Buffer.byteLength(text);
		job.result = orders
			? { file_key: key, file_size: size, stat_descriptors: [] }
			: {
					count: products.length,
					file_key: key,
					progress: 1,
					file_size: size,
					stat_descriptors: [
						{
							key: 'product-export-count',
							name: 'Product count to export',
							message: `There will be ${products.length} products exported by this action`,
						},
					],
					advancement_count: products.length,
				};
	}

	private shown(job: Job, inList = false): Row {
		const shown = { ...without(job, 'hidden'), id: job.id };
		return inList ? { ...shown, dry_run: false } : shown;
	}

	private list(query: URLSearchParams, user: string): Outgoing {
		const foreign = namesIn(query).find((name) => !LIST_PARAMETERS.includes(name));
		if (foreign !== undefined) {
			return refused(400, 'invalid_data', `property ${foreign} should not exist`);
		}
		this.jobs.forEach((job) => this.settle(job));
		const types = listIn(query, 'type');
		const ids = listIn(query, 'id');
		const own = this.jobs
			.filter(({ hidden }) => hidden.user === user)
			.filter(({ type }) => types.length === 0 || types.includes(String(type)))
			.filter(({ id }) => ids.length === 0 || ids.includes(id))
			.filter(({ created_at: at }) => String(at) > (query.get('created_at[gt]') ?? ''))
			.map((job) => this.shown(job, true));
		if (!/^created_at/.test(query.get('order') ?? '')) own.reverse();
		return windowOn('batch_jobs', own, query, 10);
	}

	private one(
		method: string,
		id: string,
		action: string | undefined,
		user: string,
	): Outgoing | undefined {
		const job = this.jobs.find((one) => one.id === id);
		if (!job) return refused(404, 'not_found', `Batch job with id ${id} was not found`);
		this.settle(job);
		if (job.hidden.user !== user) {
			const message = 'Cannot access a batch job that does not belong to the logged in user';
			return refused(400, 'not_allowed', message);
		}
		if (method === 'GET' && action === undefined) return json({ batch_job: this.shown(job) });
		if (method === 'POST' && action === 'confirm') return this.confirm(job);
		if (method === 'POST' && action === 'cancel') return this.cancel(job);
		return undefined;
	}

	private confirm(job: Job): Outgoing {
		if (job.status !== 'pre_processed') {
			const message = 'Cannot confirm processing for a batch job that is not pre processed';
			return refused(400, 'not_allowed', message);
		}
		this.move(job, 'confirmed');
		this.plan(job, ['processing', 'completed']);
		this.room.store.changed('batchJobConfirm', job.id);
		return json({ batch_job: this.shown(job) });
	}

	private cancel(job: Job): Outgoing {
		if (job.status === 'completed') {
			return refused(400, 'not_allowed', 'Cannot cancel completed batch job');
		}
		job.hidden.steps = [];
		this.move(job, 'canceled');
		this.room.store.changed('batchJobCancel', job.id);
		return json({ batch_job: this.shown(job) });
	}
}

const TEXT = { 'content-type': 'text/plain; charset=utf-8' };

/** Whether a product passes `filterable_fields`: equal to a value, or one of a list. */
function fits(product: Product, filters: Record<string, unknown>): boolean {
	const values: Record<string, string> = {
		title: product.title,
		handle: product.handle,
		status: product.status,
		collection_id: product.collection,
		type_id: product.type,
		tags: product.tag,
		sales_channel_id: product.channel,
		id: product.id,
	};
	return Object.entries(filters).every(([name, wanted]) => {
		if (name === 'created_at' && isRecord(wanted)) {
			return (
				product.createdAt > textOf(wanted.gt) && product.createdAt < (textOf(wanted.lt) || '9')
			);
		}
		if (!(name in values)) return true;
		return Array.isArray(wanted) ? wanted.includes(values[name]) : wanted === values[name];
	});
}
