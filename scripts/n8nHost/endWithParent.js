// Loaded into n8n before its own code: when the script that started it is gone, however it went, n8n ends too.
const { setTimeout } = require('node:timers');

const PATIENCE_MS = 10_000;

process.once('disconnect', () => {
	process.kill(process.pid, 'SIGTERM');
	setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE_MS).unref();
});
process.channel?.unref();
