import type { Outgoing } from '../http.mts';
import { type Ask, bad, ok, Refusal } from './answers.mts';
import { inForm, type Row } from './forms.mts';
import { cursorPage, passes, values } from './lists.mts';
import type { ShoplazzaStore } from './store.mts';

/** The gRPC form of a refusal, which some of the newer parts use. */
const noLevel = () =>
	new Refusal({ status: 404, body: { code: 5, message: 'data not found', details: [] } });

function change(store: ShoplazzaStore, ask: Ask, kind: 'set' | 'adjust'): Outgoing {
	const { inventory_item_id: item, location_id: location } = ask.body;
	if (typeof item !== 'string' || typeof location !== 'string') throw bad();
	const key = kind === 'set' ? 'stock' : 'stock_adjustment';
	const number = ask.body[key];
	if (!Number.isInteger(number)) throw bad();
	const level = store.level(item, location);
	if (!level) throw noLevel();
	const stock = kind === 'set' ? Number(number) : Number(level.stock) + Number(number);
	const changed = store.setLevel(item, location, stock);
	store.effect(kind === 'set' ? 'stockSet' : 'stockAdjust', `${item}/${location}`, String(number));
	return ok({ inventory_level: inForm('inventory_level', changed, true) });
}

function levels(store: ShoplazzaStore, ask: Ask): Outgoing {
	const items = values(ask, 'inventory_item_ids');
	const locations = values(ask, 'location_ids');
	const found = [...store.levels.values()].filter(
		(row) =>
			(items.length === 0 || items.includes(String(row.inventory_item_id))) &&
			(locations.length === 0 || locations.includes(String(row.location_id))) &&
			passes(ask, row),
	);
	const idOf = (row: Row) => `${String(row.inventory_item_id)}/${String(row.location_id)}`;
	const form = (row: Row) => inForm('inventory_level', row, true);
	return ok(cursorPage(ask, 'inventory_levels', found, form, { size: 'page_size', idOf }));
}

/** Inventory and locations, which 2022-01 does not have; undefined for other paths. */
export function stockAnswer(store: ShoplazzaStore, ask: Ask): Outgoing | undefined {
	const [root, part] = ask.path;
	if (!ask.modern) return undefined;
	if (root === 'inventory_levels') {
		if (ask.method === 'GET' && part === undefined) return levels(store, ask);
		if (ask.method === 'POST' && part === 'set') return change(store, ask, 'set');
		if (ask.method === 'PUT' && part === undefined) return change(store, ask, 'adjust');
	}
	if (root === 'inventory_items' && part === 'variant') {
		const wanted = values(ask, 'variant_ids');
		if (wanted.length === 0) throw bad();
		const found = wanted.flatMap((id) => store.variant(id) ?? []);
		return ok({
			variant_inventory_items: found.map(({ variant }) => ({
				inventory_item_id: variant.item,
				variant_id: variant.id,
			})),
		});
	}
	if (root === 'locations' && part === undefined) {
		const status = ask.query.get('status');
		const found = store.locations.filter(
			({ active }) =>
				!(status === 'Activate' && active !== true) &&
				!(status === 'Deactivate' && active === true),
		);
		const form = (row: Row) => inForm('location', row, true);
		return ok({
			...cursorPage(ask, 'locations', found, form, { size: 'page_size' }),
			total: found.length,
		});
	}
	return undefined;
}
