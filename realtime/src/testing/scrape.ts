import type { TestHost } from './test-host.ts';

export type Scraped = {
  text: string;
  /** The value beside a name as it is written, labels and all; NaN when it is not there. */
  of(name: string): number;
};

export function metricsPort({ logs }: Pick<TestHost, 'logs'>): number {
  const line = logs()
    .split('\n')
    .find((said) => said.includes('"metrics:ready"'));
  if (line === undefined) throw new Error('the host serves no numbers');
  return (JSON.parse(line) as { port: number }).port;
}

/** The host's numbers as Prometheus reads them. */
export async function scrape(port: number): Promise<Scraped> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (response.status !== 200) throw new Error(`/metrics answered ${response.status}`);
  const text = await response.text();
  const lines = text.split('\n');
  return {
    text,
    of(name) {
      const line = lines.find((said) => said.startsWith(`${name} `));
      return line === undefined ? NaN : Number(line.slice(name.length + 1));
    },
  };
}
