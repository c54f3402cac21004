/** Words that SQLite does not take as names without quotes. */
export const reservedWords: ReadonlySet<string> = new Set(
  (
    'ADD ALL ALTER AND AS AUTOINCREMENT BETWEEN CASE CHECK COLLATE COMMIT CONSTRAINT CREATE DEFAULT DEFERRABLE DELETE DISTINCT DROP ELSE ' +
    'ESCAPE EXCEPT EXISTS FOREIGN FROM GROUP HAVING IN INDEX INSERT INTERSECT INTO IS ISNULL JOIN LIMIT NOT NOTHING NOTNULL NULL ON OR ' +
    'ORDER PRIMARY REFERENCES RETURNING SELECT SET TABLE THEN TO TRANSACTION UNION UNIQUE UPDATE USING VALUES WHEN WHERE'
  ).split(' '),
);

/** Words that end a source in FROM: they may be names elsewhere, but not an alias without AS. */
export const joinWords: ReadonlySet<string> = new Set(
  'CROSS FULL INNER LEFT NATURAL OUTER RIGHT INDEXED WINDOW'.split(' '),
);
