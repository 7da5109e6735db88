"""What Spark does with a lake: Parquet, CSV with partitions overwritten, a streaming checkpoint, a commit by the magic committer."""
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

lake = sys.argv[1]
spark = SparkSession.builder.appName('lake').getOrCreate()
spark.sparkContext.setLogLevel('ERROR')


def check(what, found, expected):
    if found != expected:
        raise AssertionError(f'{what}: {found}, not {expected}')
    print(f'LAKE OK {what}', flush=True)


rows = spark.range(0, 20000, numPartitions=4).withColumn('day', (f.col('id') % 4).cast('string')).withColumn('text', f.concat(f.lit('größe '), 'id'))
rows.write.mode('overwrite').parquet(f'{lake}/data/test/parquet')
rows.write.mode('overwrite').parquet(f'{lake}/data/test/parquet')
back = spark.read.parquet(f'{lake}/data/test/parquet')
check('parquet', (back.count(), back.agg(f.sum('id')).first()[0], back.filter('id = 77').first()['text']), (20000, 199990000, 'größe 77'))

rows.write.mode('overwrite').partitionBy('day').option('header', True).csv(f'{lake}/data/test/csv')
spark.conf.set('spark.sql.sources.partitionOverwriteMode', 'dynamic')
rows.filter("day = '1'").limit(10).write.mode('overwrite').partitionBy('day').option('header', True).csv(f'{lake}/data/test/csv')
counts = {str(row['day']): row['count'] for row in spark.read.option('header', True).csv(f'{lake}/data/test/csv').groupBy('day').count().collect()}
check('csv partitions', counts, {'0': 5000, '1': 10, '2': 5000, '3': 5000})

for expected in (20000, 40000):
    query = (spark.readStream.schema(back.schema).parquet(f'{lake}/data/test/parquet').writeStream.format('parquet')
             .option('checkpointLocation', f'{lake}/data/test/checkpoint').option('path', f'{lake}/data/test/stream').trigger(availableNow=True).start())
    query.awaitTermination()
    check('stream', spark.read.parquet(f'{lake}/data/test/stream').count(), expected)
    rows.write.mode('append').parquet(f'{lake}/data/test/parquet')

lines = spark.sparkContext.parallelize(range(1000), 3).map(lambda i: (None, str(i)))
lines.saveAsNewAPIHadoopFile(
    f'{lake}/data/test/magic', 'org.apache.hadoop.mapreduce.lib.output.TextOutputFormat', 'org.apache.hadoop.io.NullWritable', 'org.apache.hadoop.io.Text',
    conf={'mapreduce.outputcommitter.factory.scheme.s3a': 'org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory',
          'fs.s3a.committer.name': 'magic', 'fs.s3a.committer.magic.enabled': 'true',
          'mapreduce.output.fileoutputformat.outputdir': f'{lake}/data/test/magic'})
check('magic', spark.sparkContext.textFile(f'{lake}/data/test/magic/part-*').map(int).sum(), 499500)
spark.stop()
