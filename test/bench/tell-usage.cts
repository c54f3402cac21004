// Loaded into a program before it starts, by NODE_OPTIONS: its last line on standard error says what it has used.
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write(`\nusage ${maxRSS / 1024} ${(userCPUTime + systemCPUTime) / 1000}\n`);
});
