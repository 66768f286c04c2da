import type { Context, Resolver } from '../context.mts';
import { refuse, type UserError, userError } from '../errors.mts';
import { gid, idNumber } from '../ids.mts';
import type { InventoryItem, InventoryLevel, Location } from '../model.mts';
import { cents } from '../money.mts';
import type { Store } from '../store.mts';
import { quantityOf } from '../types/inventory.mts';

const REASONS = [
	'correction',
	'cycle_count_available',
	'damaged',
	'movement_canceled',
	'movement_created',
	'movement_received',
	'movement_updated',
	'other',
	'promotion',
	'quality_control',
	'received',
	'reservation_created',
	'reservation_deleted',
	'reservation_updated',
	'restock',
	'safety_stock',
	'shrinkage',
];
const MOST = 1_000_000_000;

function itemOf(store: Store, id: string): InventoryItem | undefined {
	return store.get<InventoryItem>('InventoryItem', id);
}

function activeLevel(item: InventoryItem, locationId: string): InventoryLevel | undefined {
	return item.levels.find((level) => level.isActive && level.locationId === locationId);
}

interface ActivateArgs {
	inventoryItemId: string;
	locationId: string;
	available?: number | null;
	onHand?: number | null;
}

/** Makes the level of an item at a location, or wakes the old one with its old quantities. */
function openLevel(store: Store, item: InventoryItem, location: Location): InventoryLevel {
	const now = store.timestamp();
	const old = item.levels.find((level) => level.locationId === location.id);
	if (old !== undefined) {
		Object.assign(old, { isActive: true, updatedAt: now });
		return old;
	}
	const id = `${gid('InventoryLevel', location.levelNumber)}?inventory_item_id=${idNumber(item.id)}`;
	const level: InventoryLevel = store.add({
		__typename: 'InventoryLevel',
		id,
		itemId: item.id,
		locationId: location.id,
		isActive: true,
		createdAt: now,
		updatedAt: now,
		quantities: { available: 0 },
	});
	item.levels.push(level);
	return level;
}

function activate(store: Store, args: ActivateArgs): unknown {
	const location = store.location(args.locationId);
	const item = itemOf(store, args.inventoryItemId);
	const refused = (fields: string[], message: string, level: InventoryLevel | null = null) => ({
		inventoryLevel: level,
		userErrors: fields.map((field) => userError([field], message)),
	});
	if (location === undefined) {
		const message = "The product couldn't be stocked because the location wasn't found.";
		return refused(['locationId'], message);
	}
	const couldNot = `The product couldn't be stocked at ${location.name} because`;
	if (item === undefined)
		return refused(['inventoryItemId'], `${couldNot} the product was deleted.`);
	const { available, onHand } = args;
	const given = [
		...(typeof available === 'number' ? ['available'] : []),
		...(typeof onHand === 'number' ? ['onHand'] : []),
	];
	const active = activeLevel(item, location.id);
	if (active !== undefined && given.length > 0) {
		const errors = given.map((field) => {
			const name = field === 'available' ? 'available quantity' : 'an on_hand quantity';
			const message = `Not allowed to set ${name} when the item is already active at the location.`;
			return userError([field], message);
		});
		return { inventoryLevel: active, userErrors: errors };
	}
	if (given.length === 2) {
		const message = `${couldNot} not allowed to set available and on_hand quantities at the same time.`;
		return refused(given, message);
	}
	if (active !== undefined) return { inventoryLevel: active, userErrors: [] };
	const level = openLevel(store, item, location);
	const quantity = available ?? onHand;
	if (typeof quantity === 'number') level.quantities.available = quantity;
	store.effect('inventoryActivate', level.id, `active, available ${level.quantities.available}`);
	return { inventoryLevel: level, userErrors: [] };
}

function deactivate(store: Store, levelId: string): unknown {
	const level = store.get<InventoryLevel>('InventoryLevel', levelId);
	const item = itemOf(store, level?.itemId ?? '');
	const location = store.location(level?.locationId ?? null);
	const refused = (why: string): unknown => ({
		userErrors: [
			userError(
				null,
				`The product couldn't be unstocked from ${location?.name ?? ''} because ${why}`,
			),
		],
	});
	if (level === undefined || item === undefined) return refused('the product was deleted.');
	const active = item.levels.filter((each) => each.isActive);
	if (active.length === 1 && active[0] === level) {
		return refused('products need to be stocked at a minimum of 1 location.');
	}
	// A second deactivation is not recorded; it changes nothing here.
	if (level.isActive) {
		Object.assign(level, { isActive: false, updatedAt: store.timestamp() });
		store.effect('inventoryDeactivate', level.id, 'inactive');
	}
	return { userErrors: [] };
}

/** One row of a change of quantities: the wanted quantity is worked out from the present one. */
interface Row {
	inventoryItemId: string;
	locationId: string;
	changeFromQuantity?: number | null;
	quantity?: number;
	delta?: number;
}

interface QuantitiesInput {
	name: string;
	reason: string;
	referenceDocumentUri?: string | null;
}

interface Change {
	level: InventoryLevel;
	delta: number;
}

/** Checks all rows; either every one holds or nothing is changed. */
function rowRefusals(
	store: Store,
	rows: Row[],
	list: string,
	input: QuantitiesInput,
	typename: string,
	version: string,
): { errors: UserError[]; changes: Change[] } {
	const errors: UserError[] = [];
	const changes: Change[] = [];
	rows.forEach((row, index) => {
		const refuseRow = (field: string, code: string | null, message: string): void => {
			errors.push(userError(['input', list, String(index), field], message, code, typename));
		};
		const item = itemOf(store, row.inventoryItemId);
		const location = store.location(row.locationId);
		if (item === undefined) {
			const message = 'The specified inventory item could not be found.';
			refuseRow('inventoryItemId', 'INVALID_INVENTORY_ITEM', message);
		}
		if (location === undefined) {
			refuseRow('locationId', 'INVALID_LOCATION', 'The specified location could not be found.');
		}
		if (item === undefined || location === undefined) return;
		const level = activeLevel(item, location.id);
		if (level === undefined) {
			const message = 'The specified inventory item is not stocked at the location.';
			// 2026-10 has no such code any more; what it does instead is not documented.
			const code = version === '2026-07' ? 'ITEM_NOT_STOCKED_AT_LOCATION' : null;
			refuseRow('locationId', code, message);
			return;
		}
		const present = quantityOf(level, input.name);
		if (typeof row.changeFromQuantity === 'number' && row.changeFromQuantity !== present) {
			// The code is documented, its text is not recorded.
			const message = 'The changeFromQuantity argument no longer matches the persisted quantity.';
			refuseRow('changeFromQuantity', 'CHANGE_FROM_QUANTITY_STALE', message);
			return;
		}
		const wanted = row.quantity ?? present + (row.delta ?? 0);
		const field = row.quantity === undefined ? 'delta' : 'quantity';
		if (wanted > MOST) {
			const message = "The quantity can't be higher than 1,000,000,000.";
			refuseRow(field, 'INVALID_QUANTITY_TOO_HIGH', message);
		} else if (wanted < -MOST) {
			const message = "The quantity can't be lower than -1,000,000,000.";
			refuseRow(field, 'INVALID_QUANTITY_TOO_LOW', message);
		} else changes.push({ level, delta: wanted - present });
	});
	return { errors, changes };
}

function book(
	store: Store,
	input: QuantitiesInput,
	changes: Change[],
	mutation: string,
): Record<string, unknown> | null {
	const real = changes.filter(({ delta }) => delta !== 0);
	if (real.length === 0) return null;
	const now = store.timestamp();
	const rows = real.flatMap(({ level, delta }) => {
		// What is on hand is available plus what is held back, so it moves along.
		const name = input.name === 'on_hand' ? 'available' : input.name;
		level.quantities[name] = (level.quantities[name] ?? 0) + delta;
		level.updatedAt = now;
		store.effect(mutation, level.id, `${name} ${delta > 0 ? '+' : ''}${delta}`);
		return [name, 'on_hand'].map((each) => ({
			__typename: 'InventoryChange',
			name: each,
			delta,
			quantityAfterChange: null,
			item: itemOf(store, level.itemId),
			location: store.location(level.locationId),
			ledgerDocumentUri: null,
		}));
	});
	return {
		__typename: 'InventoryAdjustmentGroup',
		id: store.ids.next('InventoryAdjustmentGroup'),
		createdAt: now,
		reason: input.reason,
		referenceDocumentUri: input.referenceDocumentUri ?? null,
		changes: rows,
	};
}

/** `changeFromQuantity` may be null but not left out. */
function needChangeFrom(rows: Row[], inputType: string): void {
	if (rows.every((row) => row.changeFromQuantity !== undefined)) return;
	throw refuse(
		'INVALID_FIELD_ARGUMENTS',
		`${inputType} must include the following argument: changeFromQuantity.`,
	);
}

function changeQuantities(
	{ store, api }: Context,
	input: QuantitiesInput,
	rows: Row[],
	kind: 'Set' | 'Adjust',
	names: { allowed: string[]; refusal: string },
): unknown {
	const typename = `Inventory${kind}QuantitiesUserError`;
	needChangeFrom(rows, kind === 'Set' ? 'InventoryQuantityInput' : 'InventoryChangeInput');
	const errors: UserError[] = [];
	if (!names.allowed.includes(input.name)) {
		const code = kind === 'Set' ? 'INVALID_NAME' : 'INVALID_QUANTITY_NAME';
		errors.push(userError(['input', 'name'], names.refusal, code, typename));
	}
	if (!REASONS.includes(input.reason)) {
		const message = `The specified reason is invalid. Valid values are: ${REASONS.join(', ')}.`;
		errors.push(userError(['input', 'reason'], message, 'INVALID_REASON', typename));
	}
	const list = kind === 'Set' ? 'quantities' : 'changes';
	const pairs = rows.map((row) => `${row.inventoryItemId} ${row.locationId}`);
	if (kind === 'Set') {
		pairs.forEach((pair, index) => {
			if (pairs.indexOf(pair) === pairs.lastIndexOf(pair)) return;
			errors.push(
				userError(
					['input', list, String(index), 'locationId'],
					'The combination of inventoryItemId and locationId must be unique.',
					'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
					typename,
				),
			);
		});
	}
	const found = rowRefusals(store, rows, list, input, typename, api.version);
	errors.push(...found.errors);
	if (errors.length > 0) return { inventoryAdjustmentGroup: null, userErrors: errors };
	const group = book(store, input, found.changes, `inventory${kind}Quantities`);
	return { inventoryAdjustmentGroup: group, userErrors: [] };
}

interface ItemInput {
	sku?: string | null;
	cost?: string | number | null;
	tracked?: boolean | null;
	requiresShipping?: boolean | null;
	countryCodeOfOrigin?: string | null;
	provinceCodeOfOrigin?: string | null;
	harmonizedSystemCode?: string | null;
}

function updateItem(store: Store, id: string, input: ItemInput): unknown {
	const item = itemOf(store, id);
	if (item === undefined) {
		const message = "The product couldn't be updated because it does not exist.";
		return { inventoryItem: null, userErrors: [userError(['id'], message)] };
	}
	const { cost, ...others } = input;
	if (cost !== undefined && cost !== null && Number(cost) < 0) {
		const message = 'Cost must be greater than or equal to 0';
		return { inventoryItem: item, userErrors: [userError(['input', 'cost'], message)] };
	}
	if (cost !== undefined) item.cost = cost === null ? null : cents(cost);
	// Codes lose their punctuation.
	const code = others.harmonizedSystemCode?.replace(/\W/g, '');
	Object.assign(item, others, code === undefined ? {} : { harmonizedSystemCode: code });
	item.updatedAt = store.timestamp();
	store.effect('inventoryItemUpdate', item.id, Object.keys(input).join(', '));
	return { inventoryItem: item, userErrors: [] };
}

const ADJUSTABLE = [
	'available',
	'damaged',
	'incoming',
	'quality_control',
	'reserved',
	'safety_stock',
];

export const inventoryMutations: Record<string, Resolver> = {
	inventoryActivate: (_source: unknown, args: ActivateArgs, { store }: Context) => {
		return activate(store, args);
	},
	inventoryDeactivate: (_source: unknown, args: { inventoryLevelId: string }, { store }: Context) =>
		deactivate(store, args.inventoryLevelId),
	inventorySetQuantities: (
		_source: unknown,
		{ input }: { input: QuantitiesInput & { quantities: Row[] } },
		context: Context,
	) => {
		return changeQuantities(context, input, input.quantities, 'Set', {
			allowed: ['available', 'on_hand'],
			refusal: "The quantity name must be either 'available' or 'on_hand'.",
		});
	},
	inventoryAdjustQuantities: (
		_source: unknown,
		{ input }: { input: QuantitiesInput & { changes: Row[] } },
		context: Context,
	) => {
		return changeQuantities(context, input, input.changes, 'Adjust', {
			allowed: ADJUSTABLE,
			refusal: `The specified quantity name is invalid. Valid values are: ${ADJUSTABLE.join(', ')}.`,
		});
	},
	inventoryItemUpdate: (
		_source: unknown,
		args: { id: string; input: ItemInput },
		{ store }: Context,
	) => updateItem(store, args.id, args.input),
};
