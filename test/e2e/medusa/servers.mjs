// Real Medusa servers: installed from their locks, started in a temporary folder, and stocked.
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { installFolder, workFolder } from '../install.mjs';
import { cleanEnv, freePort, start, stop, tail, waitFor } from '../processes.mjs';
import { Gateway } from './gateway.mjs';
import { admin, buyers, colleague, goods } from './goods.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** The handles of the products that are in a group of theirs. */
const inGroup = (name) =>
	goods.filter(({ groups }) => groups.includes(name)).map(({ handle }) => handle);

/** What both versions have in common: a folder, a database, a process and an admin API. */
class Medusa {
	#token;

	/** @param version the name of the folder with its lock: 'v1' or 'v2' */
	constructor(version, postgres) {
		this.version = version;
		this.database = `medusa_${version}`;
		this.postgres = postgres;
	}

	/** Makes the folder that the server runs in; it goes when we end. */
	async #prepare() {
		const source = join(here, this.version);
		this.folder = mkdtempSync(join(tmpdir(), `commerce-ops-medusa-${this.version}-`));
		process.on('exit', () => rmSync(this.folder, { recursive: true, force: true }));
		cpSync(source, this.folder, {
			recursive: true,
			filter: (file) => file !== join(source, 'node_modules'),
		});
		symlinkSync(join(source, 'node_modules'), join(this.folder, 'node_modules'));
		/** By which our node comes in. */
		this.entrance = await Gateway.start();
		/** Where the server says that its files are. */
		this.fileHost = await Gateway.start();
		const port = await freePort();
		this.url = `http://127.0.0.1:${port}`;
		this.entrance.forwardTo(this.url);
		this.fileHost.forwardTo(this.url);
		this.env = cleanEnv({
			DATABASE_URL: await this.postgres.createDatabase(this.database),
			PORT: String(port),
			FILES_URL: this.fileHost.url,
			// Its settings stay in its folder, and it tells nobody that it runs.
			HOME: this.folder,
			XDG_CONFIG_HOME: join(this.folder, '.config'),
			MEDUSA_DISABLE_TELEMETRY: '1',
			NODE_ENV: 'production',
		});
	}

	/** Installs, starts and stocks the server. Resolves when our node can be tried on it. */
	async open() {
		await installFolder(join(here, this.version), `Medusa ${this.version}`);
		await this.#prepare();
		const begin = Date.now();
		console.log(`Starting Medusa ${this.version} …`);
		await this.migrate();
		this.process = start('node', this.program, {
			cwd: this.folder,
			env: this.env,
			log: this.#log('server'),
		});
		const healthy = async () => (await fetch(`${this.url}/health`)).ok;
		await waitFor(`Medusa ${this.version}`, healthy, { seconds: 120, child: this.process });
		this.#token = await this.signIn(admin);
		await this.stock();
		const seconds = Math.round((Date.now() - begin) / 1000);
		console.log(`Medusa ${this.version}: started and stocked in ${seconds} s`);
		return this;
	}

	#log(name) {
		return join(workFolder, 'logs', `medusa-${this.version}-${name}.log`);
	}

	/** Runs one of Medusa's own commands, which are known to hang after some mistakes. */
	async command(...args) {
		const options = {
			cwd: this.folder,
			env: this.env,
			log: this.#log(args[0].replace(/\W/g, '-')),
		};
		const child = start('node', ['node_modules/.bin/medusa', ...args], options);
		const patience = new AbortController();
		const code = await Promise.race([
			child.done,
			sleep(120_000, 'no end within 120 s', { signal: patience.signal }),
		]);
		patience.abort();
		if (code === 0) return;
		await stop(child);
		throw new Error(`medusa ${args[0]}: ${code}\n${tail(child.log)}`);
	}

	/**
	 * One request to the server's API that our node has no part in.
	 *
	 * @param headers instead of the admin's sign-in
	 * @returns { status, text, body }: `body` is undefined when the answer is not JSON
	 */
	async request(method, path, content, headers = { authorization: `Bearer ${this.#token}` }) {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: { 'content-type': 'application/json', ...headers },
			body: content === undefined ? undefined : JSON.stringify(content),
		});
		const text = await response.text();
		const json = response.headers.get('content-type')?.includes('json');
		return { status: response.status, text, body: json ? JSON.parse(text) : undefined };
	}

	/** The answer of one request that must go well. */
	async api(method, path, content, headers) {
		const { status, text, body } = await this.request(method, path, content, headers);
		if (status >= 300 || !body) throw new Error(`${method} ${path}: HTTP ${status}: ${text}`);
		return body;
	}

	/** The rows of a query in the server's own database. */
	async rows(query) {
		return await this.postgres.rows(this.database, query);
	}

	/** The number that a query in the server's own database answers with. */
	async count(query) {
		return await this.postgres.count(this.database, query);
	}

	/** A product with its variants, as the server's API shows it. */
	async product(handle) {
		const { products } = await this.api('GET', `/admin/products?handle=${handle}`);
		return products[0];
	}
}

/** Medusa 1. Everything but the orders comes from its own seed command. */
export class Medusa1 extends Medusa {
	/** The token of the admin. */
	apiToken = `token-of-the-admin-${randomUUID()}`;

	constructor(postgres) {
		super('v1', postgres);
	}

	get program() {
		const { port } = new URL(this.url);
		return ['--require', './loopback.js', 'node_modules/.bin/medusa', 'start', '--port', port];
	}

	async migrate() {
		mkdirSync(join(this.folder, 'uploads', 'private'), { recursive: true });
		mkdirSync(join(this.folder, 'src'));
		writeFileSync(join(this.folder, 'seed.json'), JSON.stringify(this.#seed()));
		await this.command('migrations', 'run');
		await this.command('seed', '--seed-file', 'seed.json');
	}

	#seed() {
		const region = 'region-of-the-seed';
		const manual = { payment_providers: ['manual'], fulfillment_providers: ['manual'] };
		return {
			// Its own default currency, which it does not let go of here, and ours.
			store: { currencies: ['usd', 'eur'] },
			users: [admin, colleague],
			regions: [
				{
					id: region,
					name: 'Europe',
					currency_code: 'eur',
					tax_rate: 0,
					countries: ['de', 'fr'],
					...manual,
				},
			],
			shipping_options: [
				{
					name: 'Post',
					region_id: region,
					provider_id: 'manual',
					data: { id: 'manual-fulfillment' },
					price_type: 'flat_rate',
					amount: 500,
				},
			],
			products: goods.map(({ image, variants, groups, ...product }) => ({
				...product,
				...(groups.includes('type') ? { type: { value: 'Gift' } } : {}),
				...(groups.includes('tag') ? { tags: [{ value: 'new' }] } : {}),
				images: [image],
				options: [{ title: 'Size', values: variants.map(({ title }) => title) }],
				variants: variants.map(({ title, sku, price }) => ({
					title,
					sku,
					inventory_quantity: 10,
					manage_inventory: true,
					prices: [{ currency_code: 'eur', amount: Math.round(price * 100) }],
					options: [{ value: title }],
				})),
			})),
		};
	}

	async #collect() {
		const { collection } = await this.api('POST', '/admin/collections', { title: 'Winter' });
		for (const handle of inGroup('collection')) {
			const { id } = await this.product(handle);
			await this.api('POST', `/admin/products/${id}`, { collection_id: collection.id });
		}
	}

	/** Signs in. Returns a token for the `authorization` header. */
	async signIn(user) {
		const { access_token } = await this.api('POST', '/admin/auth/token', user, {});
		return access_token;
	}

	async stock() {
		const { user } = await this.api('GET', '/admin/auth');
		await this.api('POST', `/admin/users/${user.id}`, { api_token: this.apiToken });
		await this.#collect();
		const { regions } = await this.api('GET', '/admin/regions');
		const { shipping_options: ways } = await this.api('GET', '/admin/shipping-options');
		const { variants } = await this.product(goods[0].handle);
		for (const email of buyers) {
			const { draft_order: draft } = await this.api('POST', '/admin/draft-orders', {
				email,
				region_id: regions[0].id,
				items: [{ variant_id: variants[0].id, quantity: 2 }],
				shipping_methods: [{ option_id: ways[0].id }],
			});
			await this.api('POST', `/admin/draft-orders/${draft.id}/pay`);
		}
	}
}

/** Medusa 2. Everything comes by its API: its seed is a script of each project's own. */
export class Medusa2 extends Medusa {
	constructor(postgres) {
		super('v2', postgres);
	}

	get program() {
		const { port } = new URL(this.url);
		return ['node_modules/.bin/medusa', 'start', '--port', port, '--host', '127.0.0.1'];
	}

	async migrate() {
		mkdirSync(join(this.folder, 'static'));
		await this.command('db:migrate');
		await this.command('user', '--email', admin.email, '--password', admin.password);
	}

	/** Signs in. Returns a token for the `authorization` header. */
	async signIn(user) {
		const { token } = await this.api('POST', '/auth/user/emailpass', user, {});
		return token;
	}

	async stock() {
		const key = await this.api('POST', '/admin/api-keys', { title: 'n8n', type: 'secret' });
		/** A secret key, as a user copies it from the admin. */
		this.secretKey = key.api_key.token;
		const { shipping_profiles: profiles } = await this.api('GET', '/admin/shipping-profiles');
		const { sales_channels: channels } = await this.api('GET', '/admin/sales-channels');
		const { region } = await this.api('POST', '/admin/regions', {
			name: 'Europe',
			currency_code: 'eur',
			countries: ['de', 'fr'],
			automatic_taxes: false,
		});
		const { collection } = await this.api('POST', '/admin/collections', { title: 'Winter' });
		const { product_type: type } = await this.api('POST', '/admin/product-types', {
			value: 'Gift',
		});
		const { product_tag: tag } = await this.api('POST', '/admin/product-tags', { value: 'new' });
		const { created } = await this.api('POST', '/admin/products/batch', {
			create: goods.map(({ image, variants, groups, ...product }) => ({
				...product,
				...(groups.includes('collection') ? { collection_id: collection.id } : {}),
				...(groups.includes('type') ? { type_id: type.id } : {}),
				...(groups.includes('tag') ? { tags: [{ id: tag.id }] } : {}),
				shipping_profile_id: profiles[0].id,
				sales_channels: [{ id: channels[0].id }],
				images: [{ url: image }],
				options: [{ title: 'Size', values: variants.map(({ title }) => title) }],
				variants: variants.map(({ title, sku, price }) => ({
					title,
					sku,
					manage_inventory: false,
					prices: [{ currency_code: 'eur', amount: price }],
					options: { Size: title },
				})),
			})),
		});
		const { variants } = created.find(({ handle }) => handle === goods[0].handle);
		for (const email of buyers) {
			const { draft_order: draft } = await this.api('POST', '/admin/draft-orders', {
				email,
				region_id: region.id,
				sales_channel_id: channels[0].id,
				items: [{ variant_id: variants[0].id, quantity: 2 }],
			});
			await this.api('POST', `/admin/draft-orders/${draft.id}/convert-to-order`);
		}
	}
}
