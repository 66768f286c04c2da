import type { IDataObject } from 'n8n-workflow';

/** The pair that names a level. IDs are texts, also where a whole number was given. */
export const levelOf = (input: IDataObject): IDataObject => ({
	inventory_item_id: String(input.inventory_item_id),
	location_id: String(input.location_id),
});

/** Items on the same level keep their order. */
export const levelSubject = (input: IDataObject): string => JSON.stringify(levelOf(input));
