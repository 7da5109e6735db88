# Counts words on the executors; run it with: ./firesteel run examples/scripts/word_count.py
import sys
from operator import add

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
text = " ".join(sys.argv[1:]) or "fire and steel and fire"
counts = spark.sparkContext.parallelize(text.split(), 2).map(lambda word: (word, 1)).reduceByKey(add).collect()
for word, count in sorted(counts):
    print(f"{word}: {count}")
spark.stop()
