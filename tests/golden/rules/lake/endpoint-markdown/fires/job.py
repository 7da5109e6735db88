import os
endpoint = "[http://192.168.0.14:9000](http://192.168.0.14:9000)"
spark = SparkSession.builder \
    .config("spark.hadoop.fs.s3a.endpoint", endpoint) \
    .getOrCreate()
