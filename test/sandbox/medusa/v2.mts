import { type Incoming, jsonBody, type Outgoing } from '../http.mts';
import { fileIn, json, listIn, namesIn, noRoute, refused, windowOn } from './answers.mts';
import type { MedusaRoom } from './room.mts';
import type { Product, Row } from './store.mts';
import { carryOut, ordersCsv, type Plan, planOf, productsV2 } from './tables.mts';

/*
 * Medusa 2.21 as it was measured: exports and imports are workflows, which are listed only while
 * they run, and whose end stands in the feed of notifications.
 */

interface Workflow {
	id: string;
	name: string;
	/** When it is over; undefined while it waits for a confirmation. */
	endsAt?: number;
	/** Does its work, and says what the notification holds. */
	end(): Record<string, unknown>;
}

const FEED_PARAMETERS = ['channel', 'order', 'limit', 'offset', 'fields', 'id', 'q'];

const EXPORT_PARAMETERS = [
	...['id', 'q', 'status', 'title', 'handle', 'collection_id', 'tag_id', 'type_id'],
	...['sales_channel_id', 'created_at', 'updated_at', 'is_giftcard', 'region_id', 'fields'],
	...['order', 'limit', 'offset'],
];

const NEEDED = ['file_key', 'originalname', 'extension', 'size', 'mime_type'];

/** The workflows of one server. */
export class Medusa2 {
	readonly notifications: Row[] = [];

	private readonly running = new Map<string, Workflow>();

	constructor(private readonly room: MedusaRoom) {}

	answer(path: string, request: Incoming): Outgoing {
		const { method } = request;
		this.settle();
		if (path === '/health') return { status: 200, body: 'OK' };
		if (path.startsWith('/static/')) return this.room.fileAt(path.slice('/static/'.length));
		if (method === 'POST' && path === '/auth/user/emailpass') {
			const token = this.room.sessionFor(jsonBody(request));
			return token ? json({ token }) : refused(401, 'unauthorized', 'Invalid email or password');
		}
		if (!path.startsWith('/admin')) return noRoute(method, path);
		if (!this.knows(request)) return json({ message: 'Unauthorized' }, 401);
		return this.signedIn(method, path, request) ?? noRoute(method, path);
	}

	/** A secret key in each of the forms that are taken, or a session. */
	private knows({ headers }: Incoming): boolean {
		const [scheme, value = ''] = (headers.authorization ?? '').split(' ');
		if (scheme === 'Bearer') return this.room.sessions.has(value);
		if (scheme !== 'Basic') return false;
		const decoded = Buffer.from(value, 'base64').toString('utf8').replace(/:$/, '');
		return [decoded, value].includes(this.room.secretKey);
	}

	private signedIn(method: string, path: string, request: Incoming): Outgoing | undefined {
		const { query } = request;
		const [, , name, id, action] = path.split('/');
		switch (`${method} ${path}`) {
			case 'POST /admin/products/export':
				return this.export(query, 'export-products', 'Product export', (products) =>
					productsV2(products),
				);
			case 'POST /admin/orders/export':
				return this.export(query, 'export-orders', 'Order export', () =>
					ordersCsv(this.room.store.orders, ','),
				);
			case 'GET /admin/workflows-executions':
				return this.executions(query);
			case 'GET /admin/notifications':
				return this.feed(query);
			case 'POST /admin/uploads':
				return this.upload(request);
			case 'POST /admin/products/imports':
				return this.import(request);
		}
		if (method === 'DELETE' && name === 'uploads') {
			this.room.store.files.delete(decodeURIComponent(id));
			return json({ id, object: 'file', deleted: true });
		}
		if (method === 'POST' && id === 'imports' && path.endsWith('/confirm')) {
			return this.confirm(action);
		}
		return method === 'GET' && id === undefined ? this.room.list(name, query) : undefined;
	}

	private start(name: string, end: Workflow['end'], waits = false): string {
		const id = this.room.store.id('auto').replace('_', '-');
		const endsAt = waits || this.room.stuck ? undefined : Date.now() + this.room.jobMs;
		this.running.set(id, { id, name, end, endsAt });
		return id;
	}

	/** Ends what is over by now. */
	private settle() {
		for (const [id, workflow] of this.running) {
			if (workflow.endsAt === undefined || workflow.endsAt > Date.now()) continue;
			this.running.delete(id);
			this.notify(workflow.end());
		}
	}

	notify(data: Record<string, unknown>) {
		const now = this.room.now();
		this.notifications.unshift({
			id: this.room.store.id('noti'),
			to: '',
			channel: 'feed',
			template: 'admin-ui',
			data,
			trigger_type: null,
			resource_id: null,
			resource_type: null,
			receiver_id: null,
			created_at: now,
			updated_at: now,
		});
	}

	private export(
		query: URLSearchParams,
		name: string,
		title: string,
		write: (products: Product[]) => string,
	): Outgoing {
		const foreign = namesIn(query).find((one) => !EXPORT_PARAMETERS.includes(one));
		if (foreign !== undefined) {
			const message = `Invalid request: Unrecognized fields: '${foreign}'`;
			return refused(400, 'invalid_data', message);
		}
		const id = this.start(name, () => {
			const kind = title.split(' ')[0].toLowerCase();
			if (this.room.failure) {
				return { title, description: `Failed to export ${kind}s, please try again later.` };
			}
			const filename = `${Date.now()}-${kind}-exports.csv`;
			const key = `private-${Date.now()}-${filename}`;
			const products = this.room.store.products.filter((one) => fits(one, query));
			this.room.store.files.set(key, Buffer.from(write(products)));
			return {
				file: { url: this.room.addressOf(key), filename, mimeType: 'text/csv' },
				title,
				description: `${title} completed successfully!`,
			};
		});
		this.room.store.changed(name, id);
		return json({ transaction_id: id }, 202);
	}

	private executions(query: URLSearchParams): Outgoing {
		const wanted = query.get('transaction_id');
		const rows = [...this.running.values()]
			.filter(({ id }) => wanted === null || id === wanted)
			.map(({ id, name }) => ({
				id: `wf_exec_${id}`,
				workflow_id: name,
				transaction_id: id,
				state: 'invoking',
			}));
		return windowOn('workflow_executions', rows, query, 100);
	}

	private feed(query: URLSearchParams): Outgoing {
		const foreign = namesIn(query).find((one) => !FEED_PARAMETERS.includes(one));
		if (foreign !== undefined) {
			const message = `Invalid request: Unrecognized fields: '${foreign}'`;
			return refused(400, 'invalid_data', message);
		}
		return windowOn('notifications', this.notifications, query, 50);
	}

	private upload(request: Incoming): Outgoing {
		const file = fileIn(request, 'files');
		if (!file) return refused(400, 'invalid_data', 'No files were uploaded');
		const id = `${Date.now()}-${file.name}`;
		this.room.store.files.set(id, file.data);
		return json({ files: [{ id, url: this.room.addressOf(id) }] });
	}

	private import(request: Incoming): Outgoing {
		const body = jsonBody(request) ?? {};
		const missing = NEEDED.find((name) => body[name] === undefined);
		if (missing !== undefined) {
			const message = `Invalid request: Field '${missing}' is required`;
			return refused(400, 'invalid_data', message);
		}
		const { store } = this.room;
		const data = store.files.get(String(body.file_key));
		if (!data) {
			const message = 'An unknown error occurred.';
			return json({ code: 'unknown_error', type: 'unknown_error', message }, 500);
		}
		// The file is read at once, so that it can be removed before the confirmation.
		const plan = planOf(store, data.toString('utf8'), 2);
		if (plan.refused && plan.refused.length > 0) {
			const names = plan.refused.map((name) => `"${name}"`).join(',');
			return refused(400, 'invalid_data', `Invalid column name(s) ${names}`);
		}
		const file = String(body.originalname);
		const id = this.start('import-products-as-chunks', () => this.imported(plan, file), true);
		store.changed('importPrepare', id);
		const summary = { toCreate: plan.productsToCreate, toUpdate: plan.productsToUpdate };
		return json({ transaction_id: id, summary }, 202);
	}

	private imported(plan: Plan, file: string): Record<string, unknown> {
		const done = !this.room.failure && carryOut(this.room.store, plan);
		return {
			title: 'Product import',
			description: done
				? `Product import of file ${file} completed successfully!`
				: `Failed to import products from file ${file}`,
		};
	}

	private confirm(id: string): Outgoing {
		const workflow = this.running.get(id);
		if (!workflow || workflow.endsAt !== undefined) {
			return refused(404, 'not_found', `Transaction ${id} could not be found.`);
		}
		if (!this.room.stuck) workflow.endsAt = Date.now() + this.room.jobMs;
		this.room.store.changed('importConfirm', id);
		return json({}, 202);
	}
}

/** Whether a product passes the query: one of a list, or equal to a value. */
function fits(product: Product, query: URLSearchParams): boolean {
	const values: Record<string, string> = {
		title: product.title,
		handle: product.handle,
		status: product.status,
		collection_id: product.collection,
		type_id: product.type,
		tag_id: product.tag,
		sales_channel_id: product.channel,
		id: product.id,
	};
	const after = query.get('created_at[$gt]') ?? '';
	const before = query.get('created_at[$lt]') ?? '9';
	return (
		product.createdAt > after &&
		product.createdAt < before &&
		Object.entries(values).every(([name, value]) => {
			const wanted = listIn(query, name);
			return wanted.length === 0 || wanted.includes(value);
		})
	);
}
