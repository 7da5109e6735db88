spark = builder.config("spark.hadoop.fs.s3a.endpoint", "http://192.168.0.14:9000")
