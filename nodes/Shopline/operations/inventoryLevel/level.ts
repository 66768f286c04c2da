import type { IDataObject } from 'n8n-workflow';

/** The two ids as SHOPLINE takes them: texts, also when n8n handed short ones over as numbers. */
export const pair = (input: IDataObject): IDataObject => ({
	inventory_item_id: String(input.inventory_item_id),
	location_id: String(input.location_id),
});

/** Changes of one item at one location keep their order. */
export const levelSubject = (input: IDataObject): string =>
	`${String(input.inventory_item_id)}@${String(input.location_id)}`;

export const thingOf = (input: IDataObject): string =>
	`Inventory item ${String(input.inventory_item_id)} at location ${String(input.location_id)}`;
