import { isEnumType, NoDeprecatedCustomRule, parse, specifiedRules, validate } from 'graphql';

import { API_VERSIONS } from '../../nodes/Shopify/client/versions.ts';
import { catchUpLists } from '../../nodes/Shopify/triggers/catchUp.ts';
import { CREATE, LIST, REMOVE, UPDATE } from '../../nodes/Shopify/triggers/subscriptions.ts';
import { topicKey, topicOptions, TOPICS } from '../../nodes/Shopify/triggers/topics.ts';
import { loadAdminSchema } from '../sandbox/schema.mts';

describe.each(API_VERSIONS)('the official schema of %s', (version) => {
	it('has the topics that are offered, and no other', async () => {
		const type = (await loadAdminSchema(version)).getType('WebhookSubscriptionTopic');
		if (!isEnumType(type)) throw new Error('no topics');
		const names = type.getValues().map(({ name }) => name);
		expect(topicOptions.map(({ value }) => value).sort()).toEqual([...names].sort());
	});

	it('names them in headers as they are written here', async () => {
		const type = (await loadAdminSchema(version)).getType('WebhookSubscriptionTopic');
		if (!isEnumType(type)) throw new Error('no topics');
		const described = type
			.getValues()
			.map(({ description }) => /webhook topic for\s+`([^`]+)`/.exec(description ?? '')?.[1]);
		expect([...TOPICS].sort()).toEqual([...described].sort());
	});

	it.each([LIST, CREATE, UPDATE, REMOVE])('takes our documents: %s', async (text) => {
		const schema = await loadAdminSchema(version);
		const rules = [...specifiedRules, NoDeprecatedCustomRule];
		expect(validate(schema, parse(text), rules).map(({ message }) => message)).toEqual([]);
	});
});

it('a topic has one key, however it is written', () => {
	for (const topic of TOPICS) expect(topicKey(topicKey(topic))).toBe(topicKey(topic));
	expect(topicKey(' customer.tags_added ')).toBe('CUSTOMER_TAGS_ADDED');
	expect(new Set(TOPICS.map(topicKey)).size).toBe(TOPICS.length);
});

it('topics are shown in groups', () => {
	const names = topicOptions.map(({ name }) => name);
	expect(names).toEqual(expect.arrayContaining(['Orders: Create', 'Inventory Levels: Update']));
	expect(names.every((name) => /^[A-Z][\w ]+: [A-Z][\w ]+$/.test(name))).toBe(true);
});

it('only topics that exist are caught up', () => {
	for (const { topic } of catchUpLists) expect(TOPICS).toContain(topic);
});
