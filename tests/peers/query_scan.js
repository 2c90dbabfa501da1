// Runs one query of DuckDB and prints its rows as JSON.
// Usage: node query_scan.js SQL
import { DuckDBInstance } from "@duckdb/node-api";

const connection = await (await DuckDBInstance.create()).connect();
const answer = await connection.runAndReadAll(process.argv[2]);
console.log(JSON.stringify(answer.getRowObjectsJson()));
