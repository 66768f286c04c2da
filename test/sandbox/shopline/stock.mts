import { isRecord, type Outgoing } from '../http.mts';
import { missing, ok, refused } from './answers.mts';
import { idList, type ListRequest } from './paging.mts';
import { type Row, type ShoplineStore, without } from './store.mts';

const levelOf = (level: Row) => without(level, 'id');

/** locations/… and inventory_levels… */
export function stockAnswer(
	store: ShoplineStore,
	method: string,
	path: string,
	{ query, body }: ListRequest & { body: unknown },
): Outgoing | undefined {
	if (method === 'GET' && path === 'locations/list.json') {
		return ok({ locations: store.locations });
	}
	if (method === 'GET' && path === 'inventory_levels.json') {
		const items = idList(query, 'inventory_item_ids');
		if (!items) return refused(400, 'inventory_item_ids is required');
		const places = idList(query, 'location_ids');
		const levels = [...store.levels.values()].filter(
			(one) =>
				items.includes(String(one.inventory_item_id)) &&
				(places?.includes(String(one.location_id)) ?? true),
		);
		return ok({ inventory_levels: levels.map(levelOf) });
	}
	const verb = /^inventory_levels\/(set|adjust)\.json$/.exec(path)?.[1];
	if (method !== 'POST' || !verb) return undefined;
	const given = isRecord(body) ? body : {};
	const { inventory_item_id: item, location_id: place } = given;
	if (typeof item !== 'string' || typeof place !== 'string') {
		return refused(400, 'inventory_item_id and location_id are required');
	}
	if (!store.locations.some(({ id }) => id === place)) return missing('location');
	if (!store.variantOfItem(item)) return missing('inventory item');
	const present = Number(store.level(item, place)?.available ?? 0);
	const amount = verb === 'set' ? given.available : given.available_adjustment;
	if (!Number.isInteger(amount)) return refused(422, { available: ['must be an integer'] });
	const level = store.stock(
		item,
		place,
		verb === 'set' ? Number(amount) : present + Number(amount),
	);
	store.changed(`inventory.${verb}`, level.id, String(level.available));
	if (verb === 'set') return ok({ inventory_level: levelOf(level) });
	// The answer to an adjustment spells the time differently, as documented.
	const { updated_at: at, ...others } = levelOf(level);
	return ok({ inventory_level: { ...others, update_at: at } });
}
