'use strict';
// Usage: node send.js grpc|proto|json url none|gzip. Sends a root with children and prints the trace id.
const [, , protocol, url, compression] = process.argv;
const { context, trace, SpanKind, SpanStatusCode } = require('@opentelemetry/api');
const { CompressionAlgorithm } = require('@opentelemetry/otlp-exporter-base');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const { BatchSpanProcessor, BasicTracerProvider } = require('@opentelemetry/sdk-trace-base');

const exporters = {
  grpc: '@opentelemetry/exporter-trace-otlp-grpc',
  proto: '@opentelemetry/exporter-trace-otlp-proto',
  json: '@opentelemetry/exporter-trace-otlp-http',
};
const { OTLPTraceExporter } = require(exporters[protocol]);
const exporter = new OTLPTraceExporter({
  url,
  compression: compression === 'gzip' ? CompressionAlgorithm.GZIP : CompressionAlgorithm.NONE,
});

let failed = null;
const forward = exporter.export.bind(exporter);
exporter.export = (spans, done) => forward(spans, (result) => {
  failed = failed ?? result.error ?? (result.code === 0 ? null : new Error(`code ${result.code}`));
  done(result);
});

const provider = new BasicTracerProvider({
  resource: resourceFromAttributes({ 'service.name': `node-${protocol}-${compression}` }),
  spanProcessors: [new BatchSpanProcessor(exporter, { maxExportBatchSize: 50, maxQueueSize: 1000 })],
});
const tracer = provider.getTracer('otlp-clients', '1.0');
const root = tracer.startSpan('root', { kind: SpanKind.SERVER });
for (let i = 0; i < 100; i++) {
  const child = tracer.startSpan(`child ${i}`, {
    attributes: { text: 'ä', whole: i, half: 1.5, yes: true, list: ['a', 'b'] },
    links: [{ context: root.spanContext() }],
  }, trace.setSpan(context.active(), root));
  child.addEvent('happened', { k: 'v' });
  child.setStatus({ code: SpanStatusCode.ERROR, message: 'no stock' });
  child.end();
}
root.end();

provider.shutdown().then(() => {
  if (failed) {
    console.error(failed);
    process.exit(1);
  }
  console.log(root.spanContext().traceId);
});
