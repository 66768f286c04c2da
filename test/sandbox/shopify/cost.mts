import {
	type DirectiveNode,
	type FieldNode,
	type FragmentDefinitionNode,
	getNamedType,
	GraphQLInterfaceType,
	GraphQLObjectType,
	type GraphQLSchema,
	GraphQLUnionType,
	isAbstractType,
	isCompositeType,
	isLeafType,
	isObjectType,
	Kind,
	OperationTypeNode,
	type OperationDefinitionNode,
	type SelectionSetNode,
	valueFromASTUntyped,
} from 'graphql';
import { isRecord } from '../http.mts';

type Variables = Record<string, unknown>;
type Parent = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType;

/** Objects that cost nothing themselves. */
const FREE_TYPES = new Set([
	'MoneyBag',
	'MoneyV2',
	'LocationAddress',
	'InventoryItemMeasurement',
	'Weight',
	'CustomerEmailMarketingConsentState',
	'CustomerSmsMarketingConsentState',
]);
const FREE_FIELDS = new Set(['Customer.defaultAddress']);
/** Counts that Shopify charges like a search. All other counts cost 1, as objects do. */
const DEAR_COUNTS = new Set(['Blog.articlesCount', 'DeliveryProfile.productVariantsCount']);
const COSTLY_SCALARS = new Set(['Location.hasUnfulfilledOrders']);
const MUTATION_BASE: Record<string, number> = {
	refundCreate: 20,
	orderCapture: 20,
	fulfillmentTrackingInfoUpdate: 50,
	deliveryProfileCreate: 100,
	deliveryProfileUpdate: 100,
};

export interface CostInput {
	schema: GraphQLSchema;
	operation: OperationDefinitionNode;
	fragments: Record<string, FragmentDefinitionNode>;
	variables: Variables;
}

/** What a page of n entries counts: 0, then 2 ln n rounded down, at least 1. */
export function pageFactor(n: number): number {
	return n <= 0 ? 0 : Math.max(1, Math.floor(2 * Math.log(n)));
}

/**
 * The requested cost of an operation, in points, as fitted on recorded answers: scalars 0,
 * objects 1, connections by page size, mutations 10, several roots and aliases summed.
 */
export function requestedCost(input: CostInput): number {
	return new CostCounter(input).operation(undefined);
}

/**
 * The actual cost of an answer, in points: as requested, with pages counted by what came back.
 * Nothing exceeds the requested cost. (Nine in ten recorded figures exactly, nearly all by 2.)
 */
export function actualCost(input: CostInput, data: unknown): number {
	const counter = new CostCounter(input);
	return Math.min(counter.operation(isRecord(data) ? data : {}), counter.operation(undefined));
}

type Collected = Map<string, [FieldNode, ...FieldNode[]]>;

class CostCounter {
	private readonly known = new WeakMap<SelectionSetNode, Map<string, Collected>>();

	constructor(private readonly input: CostInput) {}

	operation(data: Variables | undefined): number {
		const { operation, schema } = this.input;
		const root = schema.getRootType(operation.operation);
		if (root === undefined || root === null) return 0;
		let sum = 0;
		for (const fields of this.collect(root, operation.selectionSet).values()) {
			const value = data === undefined ? undefined : (data[responseKey(fields[0])] ?? null);
			sum +=
				operation.operation === OperationTypeNode.MUTATION
					? this.mutation(root, fields, value)
					: this.field(root, fields, value);
		}
		return Math.round(sum);
	}

	/** The payload, its direct objects and its user errors are free; what is below them is not. */
	private mutation(root: Parent, fields: FieldNode[], value: unknown): number {
		const name = fields[0].name.value;
		const payload = fieldType(root, name);
		let sum = (MUTATION_BASE[name] ?? 10) + inputCost(name, this.args(fields[0]));
		if (payload === undefined || !isCompositeType(payload)) return sum;
		const data = isRecord(value) ? value : value === undefined ? undefined : {};
		for (const inner of this.collect(payload, ...sets(fields)).values()) {
			const type = fieldType(payload, inner[0].name.value);
			if (type === undefined || isLeafType(type) || !isCompositeType(type)) continue;
			const innerValue = data === undefined ? undefined : (data[responseKey(inner[0])] ?? null);
			if (isConnection(type)) sum += this.field(payload, inner, innerValue);
			else sum += this.below(type, inner, innerValue);
		}
		return sum;
	}

	private field(parent: Parent, fields: FieldNode[], value: unknown): number {
		const name = fields[0].name.value;
		const key = `${parent.name}.${name}`;
		const type = fieldType(parent, name);
		if (type === undefined || !isCompositeType(type)) return COSTLY_SCALARS.has(key) ? 1 : 0;
		if (value === null) return this.own(parent, name, type);
		if (isConnection(type)) return this.connection(type, fields, value);
		return this.own(parent, name, type) + this.below(type, fields, value);
	}

	private own(parent: Parent, name: string, type: Parent): number {
		if (isConnection(type)) return 2;
		if (FREE_TYPES.has(type.name) || FREE_FIELDS.has(`${parent.name}.${name}`)) return 0;
		if (type.name === 'Count') {
			const isRoot = parent === this.input.schema.getQueryType();
			return isRoot || DEAR_COUNTS.has(`${parent.name}.${name}`) ? 10 : 1;
		}
		return 1;
	}

	/** A list counts like its dearest entry. */
	private below(type: Parent, fields: FieldNode[], value: unknown): number {
		if (Array.isArray(value)) {
			if (value.length === 0) return 0;
			return Math.max(...value.map((entry) => this.selections(type, sets(fields), entry)));
		}
		return this.selections(type, sets(fields), value);
	}

	private connection(type: Parent, fields: FieldNode[], value: unknown): number {
		const args = this.args(fields[0]);
		const n = Number(args.first ?? args.last ?? 0);
		const data = isRecord(value) ? value : undefined;
		let sum = 2;
		for (const inner of this.collect(type, ...sets(fields)).values()) {
			const name = inner[0].name.value;
			const found = data?.[responseKey(inner[0])];
			const entries: unknown[] | undefined = Array.isArray(found) ? found : undefined;
			if (name === 'nodes') sum += this.page(type, inner, n, entries);
			if (name !== 'edges') continue;
			const edge = fieldType(type, 'edges');
			if (edge === undefined || !isCompositeType(edge)) continue;
			for (const node of this.collect(edge, ...sets(inner)).values()) {
				if (node[0].name.value !== 'node') continue;
				const key = responseKey(node[0]);
				const nodes = entries?.map((entry) => (isRecord(entry) ? entry[key] : null));
				sum += this.page(edge, node, n, nodes);
			}
		}
		return sum;
	}

	private page(parent: Parent, fields: FieldNode[], n: number, entries?: unknown[]): number {
		const type = fieldType(parent, fields[0].name.value);
		if (type === undefined || !isCompositeType(type)) return pageFactor(n);
		const full = pageFactor(n) * (1 + this.selections(type, sets(fields), undefined));
		if (entries === undefined || n === 0) return full;
		// Recorded: an empty page keeps its price, without what would have stood in it.
		if (entries.length === 0) return pageFactor(n);
		const each = entries.map((entry) => 1 + this.selections(type, sets(fields), entry));
		const mean = each.reduce((a, b) => a + b, 0) / each.length;
		return Math.ceil((pageFactor(n) * Math.min(entries.length, n) * mean) / n);
	}

	/** Of an interface or union the dearest concrete type counts. */
	private selections(type: Parent, selections: SelectionSetNode[], value: unknown): number {
		if (value === null) return 0;
		if (isObjectType(type)) return this.fieldsOf(type, selections, value);
		const wanted = isRecord(value) ? value.__typename : undefined;
		let most = 0;
		for (const concrete of this.input.schema.getPossibleTypes(type)) {
			if (wanted !== undefined && concrete.name !== wanted) continue;
			most = Math.max(most, this.fieldsOf(concrete, selections, value));
		}
		return most;
	}

	private fieldsOf(
		type: GraphQLObjectType,
		selections: SelectionSetNode[],
		value: unknown,
	): number {
		const data = isRecord(value) ? value : undefined;
		let sum = 0;
		for (const fields of this.collect(type, ...selections).values()) {
			sum += this.field(type, fields, data?.[responseKey(fields[0])]);
		}
		return sum;
	}

	/** The fields that apply to a type, by response key; remembered, as lists ask again and again. */
	private collect(type: Parent, ...selections: SelectionSetNode[]): Collected {
		if (selections.length !== 1) return this.collected(type, selections);
		const ofSet = this.known.get(selections[0]) ?? new Map<string, Collected>();
		this.known.set(selections[0], ofSet);
		const fields = ofSet.get(type.name) ?? this.collected(type, selections);
		ofSet.set(type.name, fields);
		return fields;
	}

	private collected(type: Parent, selections: SelectionSetNode[]): Collected {
		const found: Collected = new Map();
		const visit = (set: SelectionSetNode): void => {
			for (const node of set.selections) {
				if (!this.included(node.directives)) continue;
				if (node.kind === Kind.FIELD) {
					const known = found.get(responseKey(node));
					if (known === undefined) found.set(responseKey(node), [node]);
					else known.push(node);
					continue;
				}
				const fragment =
					node.kind === Kind.INLINE_FRAGMENT ? node : this.input.fragments[node.name.value];
				if (fragment === undefined) continue;
				const condition = fragment.typeCondition?.name.value ?? type.name;
				if (this.applies(condition, type)) visit(fragment.selectionSet);
			}
		};
		selections.forEach(visit);
		return found;
	}

	private applies(condition: string, type: Parent): boolean {
		if (condition === type.name) return true;
		const named = this.input.schema.getType(condition);
		return isAbstractType(named) && isObjectType(type) && this.input.schema.isSubType(named, type);
	}

	private included(directives: readonly DirectiveNode[] = []): boolean {
		return directives.every((directive) => {
			const condition = directive.arguments?.find((arg) => arg.name.value === 'if');
			if (condition === undefined) return true;
			const value = valueFromASTUntyped(condition.value, this.input.variables);
			if (directive.name.value === 'skip') return value !== true;
			return directive.name.value !== 'include' || value !== false;
		});
	}

	private args(field: FieldNode): Variables {
		const args: Variables = {};
		for (const arg of field.arguments ?? []) {
			args[arg.name.value] = valueFromASTUntyped(arg.value, this.input.variables);
		}
		return args;
	}
}

/** Parts of a mutation's cost that depend on its input: recorded for the bulk forms. */
function inputCost(name: string, args: Variables): number {
	const input = isRecord(args.input) ? args.input : isRecord(args.product) ? args.product : {};
	if (name === 'productSet') {
		const variants = list(input.variants).filter(isRecord);
		const metafields = [input, ...variants].flatMap((each) => list(each.metafields));
		return variants.length * 0.2 + metafields.length * 0.4 + list(input.files).length * 1.9;
	}
	if (name === 'productCreate' || name === 'productUpdate') {
		return list(input.metafields).length * 0.4 + list(args.media).length * 1.9;
	}
	if (name === 'productVariantsBulkCreate') {
		const variants = list(args.variants).filter(isRecord);
		const metafields = variants.flatMap((each) => list(each.metafields));
		return variants.length * 0.2 + metafields.length * 0.4 + list(args.media).length * 1.9;
	}
	if (name === 'productVariantsBulkUpdate') {
		const variants = list(args.variants).filter(isRecord);
		return variants.flatMap((each) => list(each.metafields)).length * 0.4;
	}
	if (name === 'fileCreate') return Math.max(0, list(args.files).length - 1) * 10;
	return 0;
}

function list(value: unknown): unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [];
}

function responseKey(field: FieldNode): string {
	return field.alias?.value ?? field.name.value;
}

function sets(fields: readonly FieldNode[]): SelectionSetNode[] {
	return fields.flatMap((field) => field.selectionSet ?? []);
}

function fieldType(parent: Parent, name: string): ReturnType<typeof namedType> {
	return parent instanceof GraphQLUnionType ? undefined : namedType(parent, name);
}

function namedType(parent: GraphQLObjectType | GraphQLInterfaceType, name: string) {
	const field = parent.getFields()[name];
	return field === undefined ? undefined : getNamedType(field.type);
}

function isConnection(type: Parent): boolean {
	return isObjectType(type) && type.name.endsWith('Connection');
}
