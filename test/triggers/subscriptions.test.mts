import type { INodeParameters } from 'n8n-workflow';

import type { Subscription, SubscriptionApi, Wanted } from '../../nodes/shared/subscriptions.ts';
import { carryOut, planOf } from '../../nodes/shared/subscriptions.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import { at as inside, graphql } from '../sandbox/testClient.mts';
import { Bench } from './bench.mts';
import { SHOPS, shopSetup, type ShopUnderTest } from './shops.mts';

let sandbox: Sandbox;
let bench: Bench;

beforeAll(async () => {
	sandbox = await startSandbox({ amounts: { products: 4, customers: 4, orders: 4 } });
});

beforeEach(() => sandbox.control.reset());

afterEach(async () => {
	await bench.close();
});

afterAll(async () => {
	await sandbox.stop();
});

/** "topic address" of what the platform has, sorted. */
const shown = ({ key }: ShopUnderTest) =>
	sandbox.control.webhooks
		.subscriptions(key)
		.map(({ topic, address }) => `${topic} ${address}`)
		.sort();

const open = async (
	shop: ShopUnderTest,
	parameters: INodeParameters = {},
	more: { credential?: Record<string, string>; publicUrl?: string } = {},
) => {
	const setup = shopSetup(shop, sandbox, parameters, more.credential);
	bench = await Bench.open({ ...setup, publicUrl: more.publicUrl });
	return bench;
};

const first = ({ topics }: ShopUnderTest, count: number) => ({
	topics: topics.slice(0, count).map(({ chosen }) => chosen),
});

const at = (shop: ShopUnderTest, count: number, address = bench.address) =>
	shop.topics
		.slice(0, count)
		.map((topic) => `${topic.shown} ${address}`)
		.sort();

const refusal = async (run: Promise<unknown>): Promise<string> =>
	await run.then(
		() => 'accepted',
		(error: Error) => error.message,
	);

describe.each(SHOPS)('$name', (shop) => {
	it('subscribes to each topic once, finds them again, and removes them', async () => {
		await open(shop, first(shop, 3));
		expect(await bench.hook('checkExists')).toBe(false);
		await bench.activate();
		expect(shown(shop)).toEqual(at(shop, 3));
		expect(await bench.hook('checkExists')).toBe(true);
		await bench.activate();
		await bench.restart();
		expect(shown(shop)).toEqual(at(shop, 3));
		expect(await bench.deactivate()).toBe(true);
		expect(shown(shop)).toEqual([]);
		expect(bench.log).toEqual([]);
	});

	it('leaves subscriptions of others alone', async () => {
		await open(shop, first(shop, 2));
		const foreign = 'https://other-n8n.example.com/webhook/aaaa/webhook';
		await shop.subscribe(sandbox, foreign);
		await bench.activate();
		expect(shown(shop)).toEqual([...at(shop, 2), `orders/create ${foreign}`].sort());
		await bench.deactivate();
		expect(shown(shop)).toEqual([`orders/create ${foreign}`]);
	});

	it('follows changed topics', async () => {
		await open(shop, first(shop, 2));
		await bench.activate();
		bench.parameters = { ...first(shop, 1), customTopics: ` ${shop.topics[2].shown}, ` };
		expect(await bench.hook('checkExists')).toBe(false);
		await bench.activate();
		expect(shown(shop)).toEqual(
			[at(shop, 3)[0], ...at(shop, 3)].slice(1).filter((one) => !one.startsWith('orders/create')),
		);
	});

	it('takes the same topic from the list and as text for one', async () => {
		await open(shop, { ...first(shop, 1), customTopics: shop.topics[0].shown });
		await bench.activate();
		expect(shown(shop)).toEqual(at(shop, 1));
	});

	it('follows a changed address of n8n, without leaving the old one behind', async () => {
		await open(shop, first(shop, 2), { publicUrl: 'https://old.example.com' });
		await bench.activate();
		const { database } = bench;
		await bench.close();
		await open(shop, first(shop, 2), { publicUrl: 'https://new.example.com' });
		bench.database = database;
		await bench.activate('init');
		expect(shown(shop)).toEqual(at(shop, 2));
		expect(shown(shop).join()).toContain('https://new.example.com');
	});

	it('makes what vanished again', async () => {
		await open(shop, first(shop, 3));
		await bench.activate();
		const copy = bench.database;
		await bench.deactivate();
		bench.database = copy;
		await bench.restart();
		expect(shown(shop)).toEqual(at(shop, 3));
	});

	it('completes a half-made set', async () => {
		await open(shop, first(shop, 3));
		await shop.subscribe(sandbox, bench.address);
		expect(await bench.hook('checkExists')).toBe(false);
		await bench.activate();
		expect(shown(shop)).toEqual(at(shop, 3));
	});

	it('refuses to be activated without a secret, and says where it stands', async () => {
		const field = { Shopify: 'apiSecret', Shoplazza: 'webhookSecret', SHOPLINE: 'appSecret' }[
			shop.name
		] as string;
		await open(shop, first(shop, 1), { credential: { [field]: '  ' } });
		const said = await refusal(bench.activate());
		expect(said).toContain('no secret');
		expect(said).toMatch(/Enter '(API Secret Key|Webhook Secret|App Secret)' in the credential/);
		expect(shown(shop)).toEqual([]);
	});

	it('refuses to be activated without a topic', async () => {
		await open(shop, { topics: [], customTopics: ' , ' });
		expect(await refusal(bench.activate())).toContain('No topic is chosen');
	});

	it.each([
		'http://n8n.example.com',
		'https://localhost',
		'https://127.0.0.1:5678',
		'http://10.0.0.1',
	])('%s as address of n8n: says what to set', async (publicUrl) => {
		// A shop on the internet, not one of this machine.
		await open(shop, first(shop, 1), { publicUrl, credential: { baseUrl: '' } });
		const said = await refusal(bench.activate());
		expect(said).toContain('WEBHOOK_URL');
		expect(said).toContain('https');
	});

	it('says what the platform refused: a wrong token', async () => {
		await open(shop, first(shop, 1), { credential: { accessToken: 'wrong-token-123' } });
		const said = await refusal(bench.activate());
		expect(said).toMatch(/^(Shopify|Shoplazza|SHOPLINE) webhooks could not be set up\. /);
		expect(said).toMatch(/token/i);
		expect(said).not.toContain('wrong-token-123');
	});

	it('a removal that fails is told in the log, and the next activation repairs', async () => {
		await open(shop, first(shop, 2));
		await bench.activate();
		const right = bench.credentials;
		const [[name, { type, data }]] = Object.entries(right);
		bench.credentials = { [name]: { type, data: { ...data, accessToken: 'revoked' } } };
		expect(await bench.deactivate()).toBe(false);
		expect(bench.log.join()).toContain('could not be removed');
		expect(bench.log.join()).not.toContain('revoked');
		bench.credentials = right;
		await bench.activate();
		expect(shown(shop)).toEqual(at(shop, 2));
		await bench.deactivate();
		expect(shown(shop)).toEqual([]);
	});

	it('a removal of what is gone already is done', async () => {
		await open(shop, first(shop, 2));
		await bench.activate();
		const copy = bench.database;
		await bench.deactivate();
		bench.database = copy;
		expect(await bench.deactivate()).toBe(true);
	});

	it('Fetch test event has a subscription of its own and leaves the active ones alone', async () => {
		await open(shop, first(shop, 1));
		await bench.activate();
		await bench.hook('create', undefined, 'manual');
		const test = bench.address.replace('/webhook/', '/webhook-test/');
		expect(shown(shop)).toEqual([...at(shop, 1), ...at(shop, 1, test)].sort());
		await bench.hook('delete', undefined, 'manual');
		expect(shown(shop)).toEqual(at(shop, 1));
	});
});

describe('Shopify', () => {
	const [shop] = SHOPS;

	const settings = async () => {
		const { data } = await graphql(
			sandbox,
			'{ webhookSubscriptions(first: 9) { nodes { filter includeFields metafieldNamespaces } } }',
		);
		return inside(data, 'webhookSubscriptions', 'nodes');
	};

	it('sets filter, fields and metafield namespaces, and changes them in place', async () => {
		await open(shop, {
			...first(shop, 1),
			triggerOptions: {
				filter: 'id:*',
				includeFields: 'id, updated_at',
				metafieldNamespaces: 'custom',
			},
		});
		await bench.activate();
		const [{ id }] = sandbox.control.webhooks.subscriptions('shopify');
		expect(await settings()).toEqual([
			{ filter: 'id:*', includeFields: ['id', 'updated_at'], metafieldNamespaces: ['custom'] },
		]);
		expect(await bench.hook('checkExists')).toBe(true);
		for (const triggerOptions of [
			{ filter: 'name:*' },
			{ filter: 'name:*', includeFields: 'name' },
			{ metafieldNamespaces: 'one two' },
			{},
		]) {
			bench.parameters = { ...first(shop, 1), triggerOptions };
			expect(await bench.hook('checkExists')).toBe(false);
			await bench.activate();
			expect(await bench.hook('checkExists')).toBe(true);
			expect(sandbox.control.webhooks.subscriptions('shopify').map((one) => one.id)).toEqual([id]);
		}
		expect(await settings()).toEqual([{ filter: '', includeFields: [], metafieldNamespaces: [] }]);
	});

	it('rolls back when one of several topics is refused, and names it', async () => {
		await open(shop, { ...first(shop, 2), customTopics: 'no_such/topic' });
		const said = await refusal(bench.activate());
		expect(said).toContain('NO_SUCH_TOPIC');
		expect(shown(shop)).toEqual([]);
	});

	it('explains a filter that Shopify does not take', async () => {
		await open(shop, { ...first(shop, 1), triggerOptions: { filter: 'no field named' } });
		expect(await refusal(bench.activate())).toContain('The specified filter is invalid');
	});

	it('explains a topic that the app may not read', async () => {
		const accessToken = sandbox.shopify.readProductsToken;
		await open(shop, first(shop, 1), { credential: { accessToken } });
		const said = await refusal(bench.activate());
		expect(said).toContain('orders/updated');
		expect(said).toContain('access scope');
	});

	it('does not let Filter and Catch Up contradict each other', async () => {
		await open(shop, {
			...first(shop, 1),
			triggerOptions: { filter: 'id:*', catchUp: true },
		});
		expect(await refusal(bench.activate())).toContain("'Catch Up' and 'Filter'");
	});

	it('adopts the subscription whose answer was lost', async () => {
		await open(shop, first(shop, 1));
		sandbox.control.addFault({ kind: 'resetAfter', operation: '^Subscribe$', times: 1 });
		await bench.activate();
		expect(shown(shop)).toEqual(at(shop, 1));
	});
});

describe('versions', () => {
	it.each(['2022-01', '2025-06', '2026-07'])('Shoplazza %s', async (apiVersion) => {
		const shop = SHOPS[1];
		await open(shop, { ...first(shop, 2), apiVersion });
		await bench.activate();
		expect(shown(shop)).toEqual(at(shop, 2));
		await bench.restart();
		await bench.deactivate();
		expect(shown(shop)).toEqual([]);
	});

	it('SHOPLINE: a changed version of the events replaces the subscription', async () => {
		const shop = SHOPS[2];
		await open(shop, { ...first(shop, 1), apiVersion: 'v20250601' });
		await bench.activate();
		const [before] = sandbox.control.webhooks.subscriptions(shop.key);
		bench.parameters = { ...first(shop, 1), apiVersion: 'v20260601' };
		await bench.activate();
		const [after, ...more] = sandbox.control.webhooks.subscriptions(shop.key);
		expect(more).toEqual([]);
		expect(after.id).not.toBe(before.id);
	});

	it('SHOPLINE: events of early versions cannot be subscribed to', async () => {
		const shop = SHOPS[2];
		await open(shop, { ...first(shop, 1), apiVersion: 'v20240301' });
		expect(await refusal(bench.activate())).toContain('v20240601 or newer');
	});
});

describe('carrying out a plan', () => {
	/** A platform that refuses some topics. */
	class Memory implements SubscriptionApi {
		readonly done: string[] = [];

		private count = 0;

		constructor(
			readonly has: Subscription[],
			private readonly refused: string[] = [],
		) {}

		topicKey = (topic: string) => topic;

		async list() {
			return await Promise.resolve(this.has);
		}

		async create(wanted: Wanted): Promise<Subscription> {
			if (this.refused.includes(wanted.topic)) {
				return await Promise.reject(new Error(`${wanted.topic} refused`));
			}
			const made = { ...wanted, id: `new-${++this.count}` };
			this.has.push(made);
			return made;
		}

		async remove({ id }: Subscription) {
			const index = this.has.findIndex((one) => one.id === id);
			if (index < 0) throw new Error(`${id} is not there`);
			this.has.splice(index, 1);
			return await Promise.resolve();
		}
	}

	const one = (topic: string, address = 'https://a', settings = ''): Wanted => ({
		topic,
		address,
		settings,
	});

	beforeEach(async () => {
		await open(SHOPS[0]);
	});

	it('removes again what it made, and keeps what was there, when one is refused', async () => {
		const kept = { ...one('a'), id: '1' };
		const api = new Memory([kept], ['c']);
		const plan = planOf([one('a'), one('b'), one('c')], api.has, api.topicKey);
		await expect(carryOut(plan, api)).rejects.toThrow('c refused');
		expect(api.has).toEqual([kept]);
	});

	it('keeps one of several with a topic, the right one', () => {
		const own = [
			{ ...one('a', 'https://old'), id: '1' },
			{ ...one('a'), id: '2' },
		];
		const plan = planOf([one('a')], own, (topic) => topic);
		expect(plan.keep.map(({ id }) => id)).toEqual(['2']);
		expect(plan.remove.map(({ id }) => id)).toEqual(['1']);
	});

	it('replaces where nothing can be changed in place', async () => {
		const api = new Memory([{ ...one('a', 'https://a', 'v1'), id: '1' }]);
		const plan = planOf([one('a', 'https://a', 'v2')], [...api.has], api.topicKey);
		const now = await carryOut(plan, api);
		expect(now.map(({ id }) => id)).toEqual(['new-1']);
		expect(api.has.map(({ id, settings }) => `${id} ${settings}`)).toEqual(['new-1 v2']);
	});
});
