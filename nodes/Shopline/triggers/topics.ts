import type { INodePropertyOptions } from 'n8n-workflow';

import { label } from '../../shared/labels';

/**
 * Topics of SHOPLINE's own SDK and event pages, in groups. There are more; they can be typed.
 */
const GROUPS: ReadonlyArray<readonly [string, string]> = [
	['apps/', 'installed_uninstalled'],
	['customers/', 'create delete redact update'],
	['fulfillments/', 'create update'],
	['inventory_levels/', 'connect disconnect update'],
	['merchants/', 'redact'],
	['orders/', 'cancelled create delete edited fulfilled paid partially_fulfilled updated'],
	['products/', 'create delete status_changed update'],
	['refunds/', 'create update'],
	['themes/', 'create update'],
];

/** As subscriptions and headers name them: `orders/create`. */
export const TOPICS: readonly string[] = GROUPS.flatMap(([group, events]) =>
	events.split(' ').map((event) => group + event),
);

/** The topics as choices: `Orders: Create`. */
export const topicOptions: INodePropertyOptions[] = TOPICS.map((topic) => ({
	name: topic.split('/').map(label).join(': '),
	value: topic,
})).sort((one, other) => one.name.localeCompare(other.name));
