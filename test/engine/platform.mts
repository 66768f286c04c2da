import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { describe as describeNode, maxConcurrentRequests } from '../../nodes/shared/description.ts';
import { execute } from '../../nodes/shared/execute.ts';
import { PlatformError } from '../../nodes/shared/errors.ts';
import type { Call, Operation, PageRequest, Resource } from '../../nodes/shared/operation.ts';
import { node, parameter } from './contexts.mts';

/** What the made-up platform was asked, in the order of beginnings and ends. */
export interface Journal {
	begun: number[];
	ended: number[];
	/** Calls under way at once, at most. */
	peak: number;
	batches: number[][];
	keys: Array<{ item: number; key: string }>;
	connections: number;
}

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** What an input may ask for, beside the id of the thing it is about. */
const behaviour = [
	parameter('fail', 'string'),
	parameter('ms', 'number', { default: 0 }),
	parameter('remark', 'string'),
	parameter('rows', 'number', { default: 0 }),
	parameter('purpose', 'string'),
	parameter('after', 'string'),
];

interface Wish {
	thing_id: string;
	/** Refuse with this message; 'bug': a mistake of our own; 'all', 'n8n', 'lost': the batch as a whole. */
	fail?: string;
	ms?: number;
	/** What is known of a failed item: 'unknown' its outcome, 'begun' that something was done. */
	after?: 'unknown' | 'begun';
	/** A hint to show. */
	remark?: string;
	/** Purposes of idempotency keys to ask for. */
	purpose?: string;
}

const thing = parameter('thingId', 'string', { required: true });

const things = { key: 'thing', fields: ['id', 'title'], simplified: ['id', 'title'] };

/** A little platform: what a call does stands in its input. */
export class MadeUp {
	readonly journal: Journal = {
		begun: [],
		ended: [],
		peak: 0,
		batches: [],
		keys: [],
		connections: 0,
	};

	/** Called when work on an item begins. */
	onBegin: (item: number) => void = () => undefined;

	private async work(call: Call): Promise<IDataObject> {
		const { journal } = this;
		const { thing_id: id, fail, ms = 0, remark, purpose, after } = call.input as unknown as Wish;
		journal.begun.push(call.item);
		journal.peak = Math.max(journal.peak, journal.begun.length - journal.ended.length);
		this.onBegin(call.item);
		if (remark) call.hint(remark);
		for (const one of purpose?.split(',') ?? []) {
			journal.keys.push({ item: call.item, key: call.idempotencyKey(one) });
		}
		await pause(ms);
		journal.ended.push(call.item);
		if (fail === 'bug') throw new TypeError('x is not a function');
		if (fail) {
			throw new PlatformError({
				message: fail,
				advice: 'Look there.',
				code: '422',
				outcomeUnknown: after === 'unknown',
				partlyDone: after === 'begun',
			});
		}
		return { id, title: `Thing ${id}` };
	}

	private base(operation: string, readOnly: boolean) {
		return {
			resource: 'thing',
			operation,
			option: { name: operation, action: `${operation} a thing`, description: operation },
			hints: { readOnly, destructive: false, idempotent: readOnly },
			scopes: [],
			properties: [
				thing,
				parameter('additionalFields', 'collection', { default: {}, options: behaviour }),
			],
			answer: things,
			sample: { input: { thing_id: '1' }, output: { thing: { id: '1' } } },
		};
	}

	private readonly run = async (call: Call) => ({ thing: await this.work(call) });

	readonly operations: Array<Operation<object>> = [
		{ ...this.base('get', true), run: this.run },
		{ ...this.base('update', false), run: this.run },
		{ ...this.base('send', false), subject: () => undefined, run: this.run },
		{
			...this.base('move', false),
			subject: ({ rows }) => (rows === undefined ? undefined : `shelf ${String(rows as number)}`),
			run: this.run,
		},
		{
			...this.base('read', true),
			batchSize: 3,
			runBatch: async (calls) => {
				this.journal.batches.push(calls.map(({ item }) => item));
				if (calls.some(({ input }) => input.fail === 'n8n')) {
					throw new NodeOperationError(node, 'No credentials');
				}
				if (calls.some(({ input }) => input.fail === 'lost')) return [];
				if (calls.some(({ input }) => input.fail === 'all'))
					throw new PlatformError({ message: 'Down' });
				return await Promise.all(
					calls.map(async (call) => await this.run(call).catch((error: Error) => error)),
				);
			},
		},
		{
			...this.base('getAll', true),
			answer: { ...things, key: 'things' },
			list: async (call: Call, _: object, { limit, cursor }: PageRequest) => {
				await this.work(call);
				const start = Number(cursor ?? 0);
				const rows = Number(call.input.rows ?? 0);
				const end = Math.min(rows, start + Math.min(limit, 2));
				return {
					records: Array.from({ length: end - start }, (_row, index) => ({ id: start + index })),
					next: end < rows ? String(end) : null,
				};
			},
		},
	];

	/** The platform as an n8n node. */
	get node(): INodeType {
		const resources: Array<Resource<object>> = [
			{ option: { name: 'Thing', value: 'thing' }, operations: this.operations },
		];
		const { journal } = this;
		return {
			description: {
				displayName: 'Made Up',
				name: 'tested',
				group: ['transform'],
				version: 1,
				description: '',
				defaults: { name: 'Made Up' },
				inputs: ['main'],
				outputs: ['main'],
				properties: describeNode(resources, [maxConcurrentRequests], 'getOutputFields'),
			},
			async execute(this: IExecuteFunctions) {
				const connect = async () => {
					journal.connections += 1;
					return await Promise.resolve({});
				};
				return await execute(this, { resources, connect });
			},
		};
	}
}
