# Writes the Parquet files of src/test/resources/parquet with pyarrow and DuckDB.
import pyarrow as pa, pyarrow.parquet as pq, datetime as d, decimal, sys, duckdb, os
out=sys.argv[1]+'/'
n=400
flat=pa.table({'i':pa.array(range(n),pa.int32()),'l':pa.array([None if k%10==3 else k*1000000007 for k in range(n)],pa.int64()),
 'f':pa.array([k/8 for k in range(n)],pa.float32()),'d':pa.array([k*0.1 for k in range(n)],pa.float64()),
 'b':pa.array([k%2==0 for k in range(n)]),'s':pa.array(['ä%d'%(k%3) for k in range(n)])})
for c in ['none','snappy','zstd','lz4','gzip']: pq.write_table(flat,out+c+'.parquet',compression=c)
pq.write_table(flat,out+'groups-v2.parquet',compression='snappy',row_group_size=90,data_page_version='2.0',use_dictionary=False,column_encoding={'i':'DELTA_BINARY_PACKED','d':'BYTE_STREAM_SPLIT','s':'DELTA_BYTE_ARRAY','l':'DELTA_BINARY_PACKED'})
pq.write_table(flat,out+'brotli.parquet',compression='brotli')
types=pa.table({'day':pa.array([d.date(2024,1,2),None]),'at':pa.array([d.datetime(2024,1,2,3,4,5,678000)]*2,pa.timestamp('us')),'utc':pa.array([d.datetime(2024,1,2,3,4,5)]*2,pa.timestamp('ms',tz='UTC')),
 'time':pa.array([d.time(12,30)]*2,pa.time64('us')),'money':pa.array([decimal.Decimal('12.34'),decimal.Decimal('-0.01')],pa.decimal128(9,2)),'large':pa.array([decimal.Decimal('12345678901234567890.5')]*2,pa.decimal128(30,1)),
 'u8':pa.array([255,0],pa.uint8()),'u32':pa.array([4294967295,0],pa.uint32()),'u64':pa.array([18446744073709551615,0],pa.uint64()),'half':pa.array([1.5,None],pa.float16()),'bytes':pa.array([b'ab',b'c'],pa.binary()),'dict':pa.array(['x','y']).dictionary_encode(),'nothing':pa.array([None,None],pa.null()),'long':pa.array(['u','v'],pa.large_string())})
pq.write_table(types,out+'types.parquet')
pq.write_table(pa.table({'t':pa.array([d.datetime(2024,1,2,3,4,5)],pa.timestamp('ns'))}),out+'int96.parquet',use_deprecated_int96_timestamps=True)
pq.write_table(pa.table({'a':[1,2],'p':[{'x':1,'y':'u'},{'x':2,'y':'v'}],'q':[[1],[2,3]]}),out+'nested.parquet')
pq.write_table(pa.table({'a':pa.array([],pa.int32())}),out+'no-rows.parquet')
pq.write_table(pa.table({'a':[1.0,float('nan'),float('inf')]}),out+'not-finite.parquet')
pq.write_table(pa.table({'a':[1.0,2.0],'A':[1,2]}),out+'names.parquet')
pq.write_table(pa.table({'raw':pa.array([b'\xff\xfe',b'a'],pa.binary())}),out+'bytes.parquet')
pq.write_table(pa.table({'a':pa.array([7]*4000000,pa.int8())}),out+'many.parquet',compression='zstd')
pq.write_table(pa.table({'s':['x'*1000000+str(k) for k in range(60)]}),out+'bomb.parquet',compression='zstd',use_dictionary=False)
duckdb.sql("copy (select i as id, i/4.0 as q, case when mod(i,3)=0 then null else 'k'||mod(i,5) end as k, date '2020-01-01'+i::int as day from range(500) t(i)) to '"+out+"duckdb.parquet' (format parquet, compression zstd)")
for f in sorted(os.listdir(out)): print(f, os.path.getsize(out+f))
