// This file is loaded into n8n before its own code. It ends n8n when the script that started it has ended in any way.
const { setTimeout } = require('node:timers');

const PATIENCE_MS = 10_000;

process.once('disconnect', () => {
	process.kill(process.pid, 'SIGTERM');
	setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE_MS).unref();
});
process.channel?.unref();
