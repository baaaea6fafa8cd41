import { fitCalibration } from './fit.ts';
import { fittingScenarios, readGround } from './ground.ts';

// npx tsx test/bench/kb/printFit.ts DATA: the numbers for `fitted` in src/knowledge/index/confidence.ts.
const [dataDir] = process.argv.slice(2);
if (!dataDir) throw new Error('Usage: npx tsx test/bench/kb/printFit.ts DIR');
process.stdout.write(`${JSON.stringify(fitCalibration(fittingScenarios(readGround(dataDir))), null, 2)}\n`);
