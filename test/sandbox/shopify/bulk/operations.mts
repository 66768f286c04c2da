import { randomUUID } from 'node:crypto';
import {
	appendFileSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../context.mts';
import type { Entity } from '../model.mts';
import type { Store } from '../store.mts';

export type BulkStatus =
	'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELING' | 'CANCELED' | 'EXPIRED';

/** A bulk operation; the fields are those of the schema. */
export interface BulkOperation extends Entity {
	__typename: 'BulkOperation';
	type: 'QUERY' | 'MUTATION';
	status: BulkStatus;
	errorCode: string | null;
	createdAt: string;
	completedAt: string | null;
	objectCount: string;
	rootObjectCount: string;
	fileSize: string | null;
	url: string | null;
	partialDataUrl: string | null;
	query: string;
	/** The app, by its token. */
	app: string;
	file: string;
}

/** How bulk operations behave; every test may change it. */
export interface BulkSettings {
	/** From the start until it runs, and at least that long again until it is done, ms. */
	delayMs: number;
	/** Operations of one type that an app may run at a time: five since 2026-01. */
	limit: number;
	/** Fails after so many root objects or lines, with this code and the data until then. */
	failAfter: number | null;
	errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT';
	/** Objects or lines that are worked out in a second; as fast as it goes when null. */
	objectsPerSecond: number | null;
	/** Keeps operations RUNNING. */
	hold: boolean;
	/** What the file holds in place of its lines; only inside a test. */
	lines: ((lines: string[]) => string[]) | null;
	/** What an operation is said to be at its end, whatever it was. */
	end: Partial<BulkOperation> | null;
}

const USUAL: BulkSettings = {
	delayMs: 60,
	limit: 5,
	failAfter: null,
	errorCode: 'INTERNAL_SERVER_ERROR',
	objectsPerSecond: null,
	hold: false,
	lines: null,
	end: null,
};

/** One step of the work: the lines it gives, and how many objects they are. */
export interface Step {
	lines: string[];
	roots: number;
}

/** The bulk operations of one shop, and the files that they leave. */
export class BulkOperations {
	readonly all: BulkOperation[] = [];
	readonly settings: BulkSettings = { ...USUAL };
	private folder: string | undefined;

	constructor(private readonly store: Store) {}

	/** Those of one type that are not at an end. */
	active(app: string, type: BulkOperation['type']): BulkOperation[] {
		return this.all.filter(
			(each) =>
				each.app === app &&
				each.type === type &&
				['CREATED', 'RUNNING', 'CANCELING'].includes(each.status),
		);
	}

	/** Starts an operation; `work` gives its results step by step. */
	start(
		{ token }: Context,
		type: BulkOperation['type'],
		query: string,
		work: () => Iterator<Step, void>,
	): BulkOperation {
		const { store } = this;
		this.folder ??= newFolder();
		const file = `bulk/${randomUUID().replace(/-/g, '')}.jsonl`;
		const operation: BulkOperation = store.add({
			__typename: 'BulkOperation',
			id: store.ids.next('BulkOperation'),
			type,
			status: 'CREATED',
			errorCode: null,
			createdAt: store.timestamp(),
			completedAt: null,
			objectCount: '0',
			rootObjectCount: '0',
			fileSize: null,
			url: null,
			partialDataUrl: null,
			query,
			app: token.value,
			file,
		});
		this.all.push(operation);
		// A copy of the settings: later changes are for later operations.
		void this.run(operation, work, { ...this.settings });
		return operation;
	}

	/** Where a file of the host lies on disk; undefined for one that does not exist. */
	path(name: string): string | undefined {
		const operation = this.all.find(({ file }) => file === name);
		if (operation === undefined || this.folder === undefined) return undefined;
		return operation.url === null && operation.partialDataUrl === null
			? undefined
			: this.onDisk(operation);
	}

	private onDisk({ file }: BulkOperation): string {
		return join(this.folder ?? '', file.replace('bulk/', ''));
	}

	private async run(
		operation: BulkOperation,
		work: () => Iterator<Step, void>,
		settings: BulkSettings,
	): Promise<void> {
		// By a function, because others change it meanwhile.
		const status = () => operation.status;
		await pause(settings.delayMs);
		if (status() === 'CREATED') operation.status = 'RUNNING';
		const path = this.onDisk(operation);
		writeFileSync(path, '');
		let objects = 0;
		let roots = 0;
		const began = Date.now();
		let failure: string | null = null;
		try {
			const steps = work();
			while (status() === 'RUNNING') {
				const next = steps.next();
				if (next.done === true) break;
				const step = next.value;
				objects += step.lines.length;
				roots += step.roots;
				if (step.lines.length > 0) appendFileSync(path, step.lines.join(''));
				operation.objectCount = String(objects);
				operation.rootObjectCount = String(roots);
				if (settings.failAfter !== null && roots >= settings.failAfter) {
					failure = settings.errorCode;
					break;
				}
				const rate = settings.objectsPerSecond;
				const due = rate === null ? 0 : began + (objects / rate) * 1000;
				await pause(Math.max(0, due - Date.now()));
			}
		} catch (error) {
			const { code } = (error as { extensions?: { code?: string } }).extensions ?? {};
			failure = code === 'ACCESS_DENIED' ? code : 'INTERNAL_SERVER_ERROR';
			if (failure !== code) process.stderr.write(`sandbox: ${String(error)}\n`);
		}
		await pause(settings.delayMs);
		while (this.settings.hold && status() === 'RUNNING') await pause(20);
		if (settings.lines !== null) {
			const whole = readFileSync(path, 'utf8').split('\n').slice(0, -1);
			writeFileSync(path, settings.lines(whole).join('\n'));
		}
		this.finish(operation, failure, objects);
		Object.assign(operation, settings.end);
	}

	private finish(operation: BulkOperation, failure: string | null, objects: number): void {
		const url = `${this.store.filesUrl}/${operation.file}?Expires=1785067659&Signature=sandbox`;
		if (operation.status === 'CANCELING') {
			operation.status = 'CANCELED';
			operation.partialDataUrl = objects > 0 ? url : null;
		} else if (failure !== null) {
			operation.status = 'FAILED';
			operation.errorCode = failure;
			operation.partialDataUrl = objects > 0 ? url : null;
		} else {
			operation.status = 'COMPLETED';
			// An operation without results has no file.
			operation.url = objects > 0 ? url : null;
			operation.fileSize = objects > 0 ? String(statSync(this.onDisk(operation)).size) : null;
		}
		operation.completedAt = this.store.timestamp();
	}
}

const folders: string[] = [];

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'sandbox-bulk-'));
	if (folders.push(folder) === 1) {
		process.once('exit', () => {
			for (const each of folders) rmSync(each, { recursive: true, force: true });
		});
	}
	return folder;
}

const pause = async (ms: number): Promise<void> =>
	await new Promise((resolve) => {
		if (ms <= 0) setImmediate(resolve);
		else setTimeout(resolve, ms).unref();
	});

const shops = new WeakMap<Store, BulkOperations>();

/** The bulk operations of a shop. */
export function bulkOf(store: Store): BulkOperations {
	const bulk = shops.get(store) ?? new BulkOperations(store);
	shops.set(store, bulk);
	return bulk;
}
